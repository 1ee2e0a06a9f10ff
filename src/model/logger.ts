/** Where log lines go. Shaped like pino's, so that a pino logger is one. Values of rows never go in. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

const ignore = (): void => undefined;

/** Logs nothing. */
export const NO_LOGGER: Logger = { debug: ignore, info: ignore, warn: ignore, error: ignore };
