import { RE2JS, RE2JSSyntaxException } from 're2js';

/** A regular expression whose time is linear in the text, whatever a person wrote. */
export interface LinearRegExp {
  /** Whether it matches anywhere in `text`. */
  test(text: string): boolean;
}

export interface LinearRegExpOptions {
  /** @defaultValue `false` */
  readonly ignoreCase?: boolean;
  /** Whether `.` takes a line end as well. @defaultValue `false` */
  readonly dotAll?: boolean;
}

/** Why a text is no regular expression, and at which of its characters. */
export class RegExpMistake extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/**
 * Compiles an expression in the syntax of RE2, which is Go's and so TiCDC's: without back references and look-around,
 * and therefore without a text that takes for ever.
 *
 * Throws `RegExpMistake`; whoever knows where the expression stands makes an error of it.
 */
export function compileLinearRegExp(source: string, options: LinearRegExpOptions = {}): LinearRegExp {
  const flags =
    (options.ignoreCase === true ? RE2JS.CASE_INSENSITIVE : 0) | (options.dotAll === true ? RE2JS.DOTALL : 0);
  try {
    const compiled = RE2JS.compile(source, flags);
    return { test: (text) => compiled.test(text) };
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    const wrong: unknown = error.getPattern();
    const at = typeof wrong === 'string' ? source.indexOf(wrong) : source.length - 1;
    throw new RegExpMistake(
      shortened(`${error.getDescription()}${typeof wrong === 'string' ? `: ${wrong}` : ''}`),
      Math.max(at, 0),
    );
  }
}

const LONGEST_MESSAGE = 120;

function shortened(message: string): string {
  return message.length <= LONGEST_MESSAGE ? message : `${message.slice(0, LONGEST_MESSAGE)}…`;
}
