import { type CodeOf, ERROR_CODES, type ErrorCode } from './errorCodes';

/** Options of every error. */
export interface TiValveErrorOptions extends ErrorOptions {
  /** What the user can do next; printed after the message. */
  readonly hint?: string;
}

/**
 * What every failure of TiValve is. Branch on `code` and `retryable`, never on the text.
 *
 * @param code - one of `ERROR_CODES`
 * @param detail - what happened, and to which span, region, key, line or changefeed
 */
export abstract class TiValveError<C extends ErrorCode = ErrorCode> extends Error {
  readonly code: C;
  /** Whether starting again from the checkpointTs can help. */
  readonly retryable: boolean;
  readonly hint: string | undefined;

  constructor(code: C, detail: string, options: TiValveErrorOptions = {}) {
    super(`${ERROR_CODES[code].summary}: ${detail}`, options);
    this.name = new.target.name;
    this.code = code;
    this.retryable = ERROR_CODES[code].retryable;
    this.hint = options.hint;
  }
}

/** Something a person wrote is wrong. */
export class ConfigError extends TiValveError<CodeOf<'CONFIG'>> {}
/** Bytes from the network are wrong. */
export class WireError extends TiValveError<CodeOf<'WIRE'>> {}
/** A recording is wrong; the message names the line. */
export class RecordingError extends TiValveError<CodeOf<'RECORDING'>> {}
/** A source lost what it follows. */
export class SourceError extends TiValveError<CodeOf<'SOURCE'>> {}
/** A promise about order was broken. */
export class OrderError extends TiValveError<CodeOf<'ORDER'>> {}
/** Keys, rows, DDL jobs or schemas that do not decode. */
export class SchemaError extends TiValveError<CodeOf<'SCHEMA'>> {}
/** Local state cannot be kept. */
export class StoreError extends TiValveError<CodeOf<'STORE'>> {}
/** A sink failed. */
export class SinkError extends TiValveError<CodeOf<'SINK'>> {}
/** A plugin failed. */
export class PluginError extends TiValveError<CodeOf<'PLUGIN'>> {}
/** The emulator was used in a way it does not allow. */
export class EmulatorError extends TiValveError<CodeOf<'EMULATOR'>> {}
/** A pipeline was used in a way it does not allow, or ended by force. */
export class PipelineError extends TiValveError<CodeOf<'PIPELINE'>> {}

/** The text of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
