import type { Registration } from '../model/region';

/** One EventFeed stream to one store, as far as the puller cares. */
export interface FeedStream {
  register(registration: Registration): void;
  /** Asks the store to end one registration. Does nothing on a protocol that cannot. */
  deregister(registration: Registration): void;
  /** Stops taking messages off the connection. Idempotent. */
  pause(): void;
  resume(): void;
  /** Ends the stream; `onEnd` is not called any more. Idempotent. */
  close(): void;
}

/** `v2` tells registrations apart by request ids and can end one; `v1` is what stores before 7.3 have. */
export type FeedProtocol = 'v1' | 'v2';

/** What a stream is opened with. */
export interface FeedStreamOptions {
  readonly address: string;
  readonly protocol: FeedProtocol;
  /** One `cdcpb.ChangeDataEvent` as it came. */
  readonly onMessage: (bytes: Uint8Array) => void;
  /** The stream has ended, with the gRPC status. Called once, after the last message. */
  readonly onEnd: (grpcStatus: number, details: string) => void;
}

/** Opens a stream. A store that cannot be reached shows by `onEnd`. */
export type OpenFeedStream = (options: FeedStreamOptions) => FeedStream;
