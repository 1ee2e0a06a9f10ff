/** Leaves out events of some tables by their kind, by the text of their DDL, or by their values. */
export interface EventRule {
  /** Table rules; the last one that matches decides. */
  readonly matcher: readonly string[];
  /** Names of kinds of events, `docs/filters.md` lists them. */
  readonly ignoreEvent?: readonly string[];
  /** Regular expressions; a DDL that one of them finds something in is left out. */
  readonly ignoreSql?: readonly string[];
  /** SQL conditions over a row's columns. */
  readonly ignoreInsertValueExpr?: string;
  readonly ignoreUpdateOldValueExpr?: string;
  readonly ignoreUpdateNewValueExpr?: string;
  readonly ignoreDeleteValueExpr?: string;
  /** Column patterns; an update that changes no other column is left out. Key columns always count as others. */
  readonly ignoreUpdateOnlyColumns?: readonly string[];
}

/** Chooses the columns of some tables. The first rule whose matcher takes a table decides. */
export interface ColumnRule {
  readonly matcher: readonly string[];
  /** Column patterns that stay. All when left out. */
  readonly include?: readonly string[];
  /** Column patterns that go, after `include`. */
  readonly exclude?: readonly string[];
}

/** What stands in the place of a value. */
export type MaskKind = 'hash' | 'redact' | { readonly keepLast: number };

/** Hides the values of some columns. The first rule whose matcher and columns take a column decides. */
export interface MaskRule {
  readonly matcher: readonly string[];
  /** Column patterns. */
  readonly columns: readonly string[];
  readonly with: MaskKind;
  /** Key of `hash`: with another one, the same value has another hash. */
  readonly salt?: string;
}

/**
 * What becomes of a DDL: it is told to the sink, it is left out, the run ends before it, or it is left out and kept in the
 * dead-letter file.
 */
export type DdlPolicy = 'apply' | 'skip' | 'stop' | 'deadLetter';

/** Decides on DDLs of some kinds. The first rule whose matcher and kinds take a DDL decides. */
export interface DdlRule {
  /** Tables that the rule is about. All when left out. */
  readonly matcher?: readonly string[];
  /** Names of kinds of DDLs, `docs/ddl.md` lists them. */
  readonly kinds: readonly string[];
  readonly policy: DdlPolicy;
}
