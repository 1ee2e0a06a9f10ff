/**
 * What answers the host calls of one binding. What it throws, or its promise is rejected with, becomes the guest's host
 * error, by its message. An instance in this thread cannot wait: there a promise is refused.
 */
export type HostBinding = (
  namespace: string,
  operation: string,
  payload: Uint8Array,
) => Uint8Array | Promise<Uint8Array>;
