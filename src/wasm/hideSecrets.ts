import type { PluginInstance } from './pluginInstance';

/** Rewrites the texts of an error and of what caused it. */
function hideIn(thrown: unknown, redact: (text: string) => string): void {
  for (let error = thrown; typeof error === 'object' && error !== null; error = 'cause' in error ? error.cause : null) {
    if ('message' in error && typeof error.message === 'string') error.message = redact(error.message);
    if ('stack' in error && typeof error.stack === 'string') error.stack = redact(error.stack);
  }
}

/** `instance` with its errors redacted: a plugin may put what it was told in confidence into its answer. */
export function hideSecrets(instance: PluginInstance, redact: (text: string) => string): PluginInstance {
  const hidden = async <T>(call: Promise<T>): Promise<T> => {
    try {
      return await call;
    } catch (thrown) {
      hideIn(thrown, redact);
      throw thrown;
    }
  };
  return {
    call: (operation, payload) => hidden(instance.call(operation, payload)),
    callForStatus: (operation, payload) => hidden(instance.callForStatus(operation, payload)),
    callIfThere: (operation, payload) => hidden(instance.callIfThere(operation, payload)),
    get ended() {
      return instance.ended;
    },
    get memoryBytes() {
      return instance.memoryBytes;
    },
    close: () => instance.close(),
  };
}
