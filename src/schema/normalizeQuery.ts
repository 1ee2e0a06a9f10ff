import type { DdlEvent, TableChange } from '../model/ddl';
import type { TableName } from '../model/table';
import { DDL_ACTIONS, ddlTypeName } from './ddlTypes';
import { nameOfToken, printTokens, quotedName, SQL_MODES, type SqlToken, sqlTokens } from './sqlTokens';

/** A DDL's text, and what its job and its event tell of it. */
export interface DdlText extends Pick<DdlEvent, 'query' | 'typeCode' | 'db' | 'table' | 'tables'> {
  /** TiDB's bits of the `sql_mode` under which the text was written. */
  readonly sqlMode: number;
  /** Database of the table behind LIKE, when the text does not name it. @defaultValue `db` */
  readonly likeDb?: string;
  /** What TiDB keeps as a view's SELECT, where every table has its database. @defaultValue that of the text */
  readonly viewSelect?: string;
}

/** One statement of a text. */
interface Statement {
  readonly tokens: readonly SqlToken[];
  /** The tokens without the bounds of executed comments. */
  readonly words: readonly SqlToken[];
  /** What it does, to what: `DROP TABLE`. */
  readonly head: string;
  /** Where among the words the name of its object is. */
  readonly objectAt: number;
}

/** What a statement's object is called; nothing when the event does not tell. */
type Target = TableName | null | undefined;

/** A name in a text, up to the word at `end`. */
interface WrittenName {
  readonly db: string | undefined;
  readonly table: string;
  readonly end: number;
}

/**
 * Makes of a DDL's text one that a connection without a current database runs under the default `sql_mode`, and that
 * does what this one job did: tables are named in full, and of a list or of several statements the job's own is left.
 *
 * Ordinary comments go. Those that are executed stay, since a server skips in them what it does not know, and what is
 * inside is normalised as the rest is. Renames are told by the tables before and after, whatever the text says.
 *
 * It throws for no text. One it does not understand gets the same spelling but no names, and one with a string or a
 * comment that does not end comes back as it was. What it made stays the same when it is normalised again, under the
 * default mode. Costs time and memory in proportion to the text.
 *
 * @example
 * ```ts
 * const ddl = { typeCode: 4, db: 'shop', table: 'b', tables: [], sqlMode: 0 };
 * normalizeQuery({ ...ddl, query: 'drop table if exists a, b -- both' }); // DROP TABLE IF EXISTS `shop`.`b`
 * ```
 */
export function normalizeQuery(ddl: DdlText): string {
  return normalizeStatements(ddl).join('; ');
}

/** The same, a text for each statement. */
export function normalizeStatements(ddl: DdlText): readonly string[] {
  const isRename = ddl.typeCode === DDL_ACTIONS.renameTable || ddl.typeCode === DDL_ACTIONS.renameTables;
  const steps = isRename ? renameSteps(ddl.tables) : [];
  if (steps.length > 0) return [`RENAME TABLE ${steps.join(', ')}`];
  const tokens = sqlTokens(ddl.query, ddl.sqlMode);
  if (tokens === undefined) return [ddl.query];
  const statements = statementsOf(tokens);
  // What belongs to the whole cluster, a placement policy for one, has no database.
  const named = isRename || ddl.db === '' ? undefined : namedStatements(statements, ddl);
  return named ?? statements.map((statement) => printTokens(statement.tokens));
}

/** The part of the statements that is the DDL's, with names; `undefined` when none is. */
function namedStatements(statements: readonly Statement[], ddl: DdlText): readonly string[] | undefined {
  if (ddl.typeCode === DDL_ACTIONS.createTables) {
    const isInOrder = statements.length === ddl.tables.length;
    return statements.map((statement, i) => withNames(statement, ddl, isInOrder ? ddl.tables[i]?.after : null));
  }
  const target = targetOf(ddl);
  const own = statements.length === 1 ? statements[0] : statements.find((statement) => fits(statement, ddl, target));
  return own === undefined ? undefined : [withNames(own, ddl, target)];
}

function targetOf({ typeCode, db, table, tables }: DdlText): Target {
  // Of an exchange, the event's own table is the plain one, and the statement's is the partitioned one.
  if (typeCode === DDL_ACTIONS.exchangePartition) return tables.at(-1)?.after;
  return table === '' ? undefined : { db, table };
}

function statementsOf(tokens: readonly SqlToken[]): readonly Statement[] {
  const statements: Statement[] = [];
  let current: SqlToken[] = [];
  let inComment = false;
  const end = (): void => {
    if (current.length > 0) statements.push(statementOf(current));
    current = [];
  };
  for (const token of tokens) {
    if (token.kind === 'comment') inComment = token.text !== '*/';
    if (token.text === ';' && !inComment) end();
    else current.push(token);
  }
  end();
  return statements;
}

const OBJECT = /^(?:TABLES?|VIEW|SEQUENCE|INDEX|DATABASE|SCHEMA)$/;

function statementOf(tokens: readonly SqlToken[]): Statement {
  const words = tokens.filter(({ kind }) => kind !== 'comment');
  const isBareTruncate = words[0]?.keyword === 'TRUNCATE' && words[1]?.keyword !== 'TABLE';
  // Behind `=` is a user or an algorithm: CREATE DEFINER = view VIEW v.
  const found = words.findIndex(({ keyword }, i) => i > 0 && OBJECT.test(keyword) && words[i - 1]?.text !== '=');
  const object = isBareTruncate ? 'TABLE' : (words[found]?.keyword ?? '').replace('TABLES', 'TABLE');
  const before = object === 'INDEX' ? words.findIndex(({ keyword }) => keyword === 'ON') : isBareTruncate ? 0 : found;
  let objectAt = before < 0 ? words.length : before + 1;
  while (['IF', 'NOT', 'EXISTS'].includes(words[objectAt]?.keyword ?? '')) objectAt += 1;
  return { tokens, words, head: `${words[0]?.keyword} ${object.replace('SCHEMA', 'DATABASE')}`, objectAt };
}

const WHOLE_OBJECT = /^(?:CREATE|DROP|TRUNCATE|RECOVER) (?:TABLE|VIEW|SEQUENCE|DATABASE)$/;

/** Whether a statement can be the DDL's, by its kind and by the name of its object. */
function fits({ words, head, objectAt }: Statement, { typeCode, db }: DdlText, target: Target): boolean {
  const action = ddlTypeName(typeCode).toUpperCase().replace('SCHEMA', 'DATABASE');
  const isOfKind = WHOLE_OBJECT.test(action)
    ? head.replace('FLASHBACK', 'RECOVER') === action
    : /^ALTER | INDEX$/.test(head);
  const own = target ?? { db, table: db };
  return (
    isOfKind &&
    namesAt(words, objectAt).some((name) => isSame(name.table, own.table) && isSame(name.db ?? own.db, own.db))
  );
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

const NAMED_HEAD = /^(?:CREATE|ALTER|DROP|TRUNCATE|RECOVER|FLASHBACK) (?:TABLE|VIEW|SEQUENCE|INDEX)$/;

/** Prints a statement with the names of its objects in full. */
function withNames(statement: Statement, ddl: DdlText, target: Target): string {
  const { tokens, words, head, objectAt } = statement;
  const edits = new Edits(words, ddl.db);
  if (head === 'ALTER DATABASE') nameDatabase(edits, objectAt, ddl.db);
  if (NAMED_HEAD.test(head)) {
    const end = namesAt(words, objectAt).at(-1)?.end ?? objectAt;
    nameObject(edits, head, objectAt, end, target);
    nameOther(edits, end, ddl);
    if (head === 'CREATE VIEW') replaceSelect(edits, ddl.viewSelect);
    else nameReferences(edits, end);
  }
  return printTokens(tokens, edits.texts);
}

/** What is printed instead of some words of a statement. */
class Edits {
  readonly texts = new Map<SqlToken, string>();
  readonly words: readonly SqlToken[];
  readonly #db: string;

  constructor(words: readonly SqlToken[], db: string) {
    this.words = words;
    this.#db = db;
  }

  replace(from: number, to: number, text: string): void {
    for (const [i, word] of this.words.slice(from, to).entries()) this.texts.set(word, i === 0 ? text : '');
  }

  /** Gives the name at a place its database, or another name. */
  qualify(at: number, as?: Target, db = this.#db): void {
    const name = nameAt(this.words, at);
    if (name !== undefined) this.replace(at, name.end, quotedTable(as ?? { db: name.db ?? db, table: name.table }));
  }

  /** Whether these words stand at a place. */
  has(at: number, ...keywords: readonly string[]): boolean {
    return keywords.every((keyword, i) => this.words[at + i]?.keyword === keyword);
  }
}

const DATABASE_OPTION = /^(?:DEFAULT|CHAR|CHARACTER|CHARSET|COLLATE|ENCRYPTION|PLACEMENT|SET|READ)$/;

function nameDatabase(edits: Edits, at: number, db: string): void {
  const next = edits.words[at];
  if (next !== undefined && (!DATABASE_OPTION.test(next.keyword) || isSame(next.text, db))) return;
  edits.replace(at - 1, at, `DATABASE ${quotedName(db)}`);
}

/** One job drops one table of a list, so its name takes the place of all. */
function nameObject(edits: Edits, head: string, at: number, end: number, target: Target): void {
  if (head === 'RECOVER TABLE' && edits.has(at, 'BY', 'JOB')) {
    if (target) edits.replace(at, at + 3, quotedTable(target));
    return;
  }
  edits.replace(at, end, '');
  // FLASHBACK TABLE a TO b: the event tells of b, which takes no database.
  edits.qualify(at, head === 'FLASHBACK TABLE' && edits.has(end, 'TO') ? undefined : target);
}

/** The second table of CREATE TABLE … LIKE and of ALTER TABLE … EXCHANGE PARTITION p WITH TABLE. */
function nameOther(edits: Edits, end: number, { db, likeDb = db, tables }: DdlText): void {
  const like = edits.words[end]?.text === '(' ? end + 1 : end;
  if (edits.has(like, 'LIKE')) edits.qualify(like + 1, undefined, likeDb);
  else if (edits.has(end, 'EXCHANGE', 'PARTITION') && edits.has(end + 3, 'WITH', 'TABLE')) {
    edits.qualify(end + 5, tables.length > 1 ? tables[0]?.after : undefined);
  }
}

/** Tables of foreign keys, and sequences of defaults. */
function nameReferences(edits: Edits, end: number): void {
  for (let at = end; at < edits.words.length; at += 1) {
    if (edits.has(at, 'REFERENCES')) edits.qualify(at + 1);
    if (!edits.has(at, 'DEFAULT')) continue;
    const value = edits.words[at + 1]?.text === '(' ? at + 2 : at + 1;
    if (edits.has(value, 'NEXT', 'VALUE', 'FOR')) edits.qualify(value + 3);
    else if (edits.has(value, 'NEXTVAL')) edits.qualify(value + 2);
  }
}

function replaceSelect(edits: Edits, viewSelect = ''): void {
  const { words } = edits;
  // TiDB writes this text without escapes: a backslash is itself.
  const select = sqlTokens(viewSelect, SQL_MODES.noBackslashEscapes) ?? [];
  const as = words.findIndex(({ keyword }) => keyword === 'AS');
  if (select.length === 0 || as < 0) return;
  const isChecked = edits.has(words.length - 2, 'CHECK', 'OPTION');
  const tail = isChecked ? [3, 4].find((length) => edits.has(words.length - length, 'WITH')) : 0;
  edits.replace(as + 1, words.length - (tail ?? 0), printTokens(select));
}

function namesAt(words: readonly SqlToken[], at: number): readonly WrittenName[] {
  const names: WrittenName[] = [];
  let name = nameAt(words, at);
  while (name !== undefined) {
    names.push(name);
    name = words[name.end]?.text === ',' ? nameAt(words, name.end + 1) : undefined;
  }
  return names;
}

function nameAt(words: readonly SqlToken[], at: number): WrittenName | undefined {
  const [first, point, second] = words.slice(at, at + 3);
  if (first === undefined || !isName(first)) return undefined;
  if (point?.text !== '.' || second === undefined || !isName(second)) {
    return { db: undefined, table: nameOfToken(first), end: at + 1 };
  }
  return { db: nameOfToken(first), table: nameOfToken(second), end: at + 3 };
}

function isName({ kind }: SqlToken): boolean {
  return kind === 'word' || kind === 'name';
}

function quotedTable({ db, table }: TableName): string {
  return `${quotedName(db)}.${quotedName(table)}`;
}

interface Rename {
  readonly from: TableName;
  readonly to: TableName;
}

/** A table has this name while others move up in a circle of renames. */
const PARKED = '_tivalve_renamed';

/** `a TO b` for each table, in an order in which no new name is still in use. */
function renameSteps(tables: readonly TableChange[]): readonly string[] {
  const waiting = new Map<string, Rename>();
  for (const { before: from, after: to } of tables) {
    if (from !== null && to !== null && quotedTable(from) !== quotedTable(to)) waiting.set(useOf(from), { from, to });
  }
  const steps: string[] = [];
  const step = (from: TableName, to: TableName): number => steps.push(`${quotedTable(from)} TO ${quotedTable(to)}`);
  for (const first of waiting.values()) {
    const chain: Rename[] = [];
    let next: Rename | undefined = first;
    while (next !== undefined) {
      waiting.delete(useOf(next.from));
      chain.push(next);
      next = waiting.get(useOf(next.to));
    }
    const isCircle = useOf(chain.at(-1)?.to ?? first.to) === useOf(first.from);
    const parked = { db: first.from.db, table: PARKED };
    if (isCircle) step(first.from, parked);
    for (const { from, to } of chain.toReversed()) step(isCircle && from === first.from ? parked : from, to);
  }
  return steps;
}

/** Names that differ in case are one. */
function useOf(name: TableName): string {
  return quotedTable(name).toLowerCase();
}
