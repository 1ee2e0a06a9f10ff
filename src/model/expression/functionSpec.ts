import type { Node } from './nodes';

/** Where a call and its arguments stand in the expression. */
export interface CallPlace {
  readonly at: number;
  readonly args: readonly number[];
}

/** A function that an expression may call. `build` throws `ExpressionMistake` for arguments that it does not take. */
export interface FunctionSpec {
  readonly min: number;
  readonly max: number;
  readonly build: (args: readonly Node[], place: CallPlace) => Node;
}

/** The `max` of a function that takes as many arguments as one likes. */
export const MANY = 1000;
