/** What answers the host calls of one binding. What it throws becomes the guest's host error, by its message. */
export type HostBinding = (namespace: string, operation: string, payload: Uint8Array) => Uint8Array;
