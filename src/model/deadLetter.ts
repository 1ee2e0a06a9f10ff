import type { ErrorCode } from '../errors/errorCodes';
import type { ChangeEvent } from './event';

/** An event that is kept aside instead of being delivered, and why. */
export interface DeadLetter {
  readonly event: ChangeEvent;
  readonly code: ErrorCode;
  readonly message: string;
  /** Who refused it: a plugin's name, version and identity. */
  readonly by?: string;
  /** What TiKV holds, of a row that cannot be read; `null` when that is to be hidden. */
  readonly raw?: { readonly key: Uint8Array; readonly value: Uint8Array; readonly oldValue: Uint8Array } | null;
}

/** Where dead letters go. */
export interface DeadLetters {
  add(letter: DeadLetter): void;
}
