/** Types that CAST and CONVERT know. */
export type CastType =
  | 'signed'
  | 'unsigned'
  | 'char'
  | 'decimal'
  | 'date'
  | 'datetime'
  | 'time'
  | 'double'
  | 'json'
  | 'binary';

/** An expression as it is written. `depth` bounds how far whoever walks it has to descend. */
export type Syntax = { readonly at: number; readonly depth: number } & (
  | { readonly kind: 'number' | 'string' | 'hex' | 'bits' | 'date' | 'time' | 'datetime'; readonly text: string }
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'column'; readonly name: string }
  | { readonly kind: 'unary'; readonly op: '-' | '+' | '~' | 'not'; readonly arg: Syntax }
  | { readonly kind: 'binary'; readonly op: string; readonly left: Syntax; readonly right: Syntax }
  | { readonly kind: 'logic'; readonly op: 'and' | 'or' | 'xor'; readonly args: readonly Syntax[] }
  | { readonly kind: 'in'; readonly left: Syntax; readonly items: readonly Syntax[]; readonly negated: boolean }
  | {
      readonly kind: 'between';
      readonly left: Syntax;
      readonly low: Syntax;
      readonly high: Syntax;
      readonly negated: boolean;
    }
  | {
      readonly kind: 'like';
      readonly left: Syntax;
      readonly pattern: Syntax;
      readonly escape: Syntax | undefined;
      readonly negated: boolean;
    }
  | { readonly kind: 'regexp'; readonly left: Syntax; readonly pattern: Syntax; readonly negated: boolean }
  | { readonly kind: 'is'; readonly left: Syntax; readonly what: 'null' | 'true' | 'false'; readonly negated: boolean }
  | {
      readonly kind: 'case';
      readonly base: Syntax | undefined;
      readonly whens: readonly (readonly [when: Syntax, then: Syntax])[];
      readonly otherwise: Syntax | undefined;
    }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Syntax[] }
  | {
      readonly kind: 'cast';
      readonly arg: Syntax;
      readonly to: CastType;
      readonly size: number | undefined;
      readonly scale: number | undefined;
    }
);
