import type { ErrorCode } from '../errors/errorCodes';
import type { PluginLogLevel } from './pluginLogger';
import type { WapcLimits } from './TiValveWapcHost';

/**
 * How a thread with an instance and the thread that calls it talk. The instance's thread does nothing but wait for its
 * turn, so it is woken by a shared word and not by a message, which would take a round of its event loop; the answer is a
 * message, since the caller must not wait. Bytes go through two shared buffers: `request` has the payload of the call, which
 * the guest may ask for again, and `exchange` the payloads and answers of host calls, and the answer of the call. What does
 * not fit travels as a message, downwards as a larger buffer.
 */
export const CONTROL = {
  /** Counts the turns that were given; the instance's thread waits on it. */
  turn: 0,
  /** One of `TURN`. */
  kind: 1,
  /** Bytes of the operation's name, at the beginning of `request`. */
  operationBytes: 2,
  /** Bytes of the payload behind it, or of the host's answer in `exchange`. */
  bytes: 3,
  /** 1 when larger buffers wait as messages. */
  grown: 4,
  /** 1 once the call is answered, before the message with the answer goes out. */
  answered: 5,
  /** Pages of the guest's memory after the last turn. */
  memoryPages: 6,
} as const;

/** Bytes of a page of WebAssembly. */
export const PAGE_BYTES = 65_536;

/** Words of the control buffer. */
export const CONTROL_WORDS = 8;

/** What a turn is for. */
export const TURN = { start: 1, call: 2, hostAnswer: 3, hostError: 4 } as const;

/** The shared buffers, of which a message may bring larger ones. */
export interface GuestBuffers {
  readonly request: SharedArrayBuffer;
  readonly exchange: SharedArrayBuffer;
}

/** What a thread begins with. */
export interface GuestThreadData extends GuestBuffers {
  readonly control: SharedArrayBuffer;
  readonly module: WebAssembly.Module;
  readonly name: string;
  readonly limits: WapcLimits;
}

/** Bytes in `exchange`, by their number, or on their own when they are too many. */
export type Carried = number | Uint8Array;

/** What the instance's thread says. */
export type GuestMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly carried: Carried }
  | {
      readonly kind: 'failed';
      readonly code: ErrorCode;
      readonly detail: string;
      /** Whether the instance is gone. */
      readonly ended: boolean;
    }
  | {
      readonly kind: 'hostCall';
      readonly binding: string;
      readonly namespace: string;
      readonly operation: string;
      readonly carried: Carried;
    }
  | { readonly kind: 'print'; readonly level: PluginLogLevel; readonly text: string; readonly leftOut: number };
