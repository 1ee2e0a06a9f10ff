import { ERROR_CODES, type ErrorCode } from '../../errors/errorCodes';
import { TiValveError } from '../../errors/TiValveError';
import { EXIT } from '../output';
import { printable } from './printable';

/** A failure of a command that asks a run, or of a run that is in the way of another. */
export class ControlError extends TiValveError {
  /** What the command exits with. */
  readonly exitCode: number;

  constructor(code: ErrorCode, detail: string, options: ErrorOptions & { hint?: string; readonly exitCode: number }) {
    super(code, detail, options);
    this.exitCode = options.exitCode;
  }
}

/** What a run answers instead of what it was asked for. */
export interface ErrorAnswer {
  readonly code: string;
  readonly message: string;
  readonly hint?: string | null | undefined;
  /** Of the answer, where HTTP's own was sent before. */
  readonly status?: number;
}

/** An error as it came out of a run; `httpStatus` says which kind it is. */
export function errorOfAnswer({ code, message, hint }: ErrorAnswer, httpStatus: number): ControlError {
  const known: ErrorCode = isErrorCode(code) ? code : 'TV_WIRE_REFUSED';
  const start = `${ERROR_CODES[known].summary}: `;
  const detail = message.startsWith(start) ? message.slice(start.length) : message;
  return new ControlError(known, printable(known === code ? detail : `${code} ${detail}`), {
    exitCode: exitCodeOfHttp(httpStatus),
    ...(typeof hint === 'string' && { hint: printable(hint) }),
  });
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_CODES, code);
}

function exitCodeOfHttp(status: number): number {
  switch (status) {
    case 400:
    case 405:
    case 413:
    case 415:
      return EXIT.usage;
    case 403:
      return EXIT.notAllowed;
    case 404:
      return EXIT.notFound;
    case 409:
      return EXIT.conflict;
    case 408:
      return EXIT.timedOut;
    case 503:
      return EXIT.unreachable;
    default:
      return EXIT.failed;
  }
}
