import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { TableChange } from '../../src/model/ddl';
import type { TableName } from '../../src/model/table';
import { CLUSTER_ACTIONS, DDL_TYPE_NAMES } from '../../src/schema/ddlTypes';
import { type DdlText, normalizeQuery } from '../../src/schema/normalizeQuery';
import { sqlTokens } from '../../src/schema/sqlTokens';
import { RecordingModel, readChanges, readPairs, readText } from './recordingModel';
import { tableOf } from './tables';

const GOLDEN = join(__dirname, '..', 'fixtures', 'golden');
const REAL_AS_FLOAT = 1;
const ANSI_QUOTES = 4;
const NO_BACKSLASH_ESCAPES = 0x10_0000;
// TiDB's own default, with the bit of ALLOW_INVALID_DATES, which does not fit 32 bits.
const ORDINARY_MODE = 0x1_5d60_0020;

const ALTER = 5;
const CREATE = 3;
const DROP = 4;

/** What is done to `shop.t` under the default mode, unless it is said otherwise. */
function normalized(query: string, ddl: Partial<DdlText> = {}): string {
  return normalizeQuery({ query, typeCode: ALTER, db: 'shop', table: 't', tables: [], sqlMode: 0, ...ddl });
}

/** A change told as `a.b > c.d`, with `-` for a side that is not there. */
function change(text: string): TableChange {
  const [before = null, after = null] = text.split(' > ').map((name) => {
    const [db = '', table = ''] = name.split('.');
    return name === '-' ? null : { db, table, ids: [1] };
  });
  return { before, after: after === null ? null : { ...after, schema: tableOf({}) } };
}

function quoted({ db, table }: TableName): string {
  return [db, table].map((name) => `\`${name.replaceAll('`', '``')}\``).join('.');
}

describe('the spelling', () => {
  it.each([
    { title: 'is left of nothing', query: '', output: '' },
    { title: 'is left of white space and comments', query: ' \t\r\n\v\f /* a */ -- b\n # c', output: '' },
    { title: 'collapses white space', query: 'x \t\r\n\v\f y', output: 'x y' },
    { title: 'keeps what is no white space to TiDB', query: 'x\u00a0y \ufeff z', output: 'x\u00a0y \ufeff z' },
    { title: 'has no space in front of , ) ;', query: 'f ( a , b ) ; g', output: 'f (a, b); g' },
    { title: 'drops what ends nothing', query: ';; x ;\n; ', output: 'x' },
    { title: 'takes a comment for a space', query: 'a/* b */c/**/d#e\nf-- g\nh --', output: 'a c d f h' },
    { title: 'takes two dashes for a comment only in front of white space', query: '1--1', output: '1- -1' },
    { title: 'makes no comment of two dashes', query: '1--/* a */1', output: '1- - 1' },
    { title: 'leaves operators in one piece', query: "j->>'$.a' <=> 1.5e-3", output: "j->>'$.a' <=> 1.5e-3" },
    {
      title: 'upper-cases reserved words',
      query: 'add Column `key` varchar(9)',
      output: 'ADD COLUMN `key` VARCHAR(9)',
    },
    { title: 'leaves words that may be names', query: 'status Comment enum', output: 'status Comment enum' },
    { title: 'leaves a word behind a point', query: 'x.select, x . From', output: 'x.select, x . From' },
    { title: 'leaves users and variables', query: '@select @@set root@from', output: '@select @@set root@from' },
    { title: 'knows no reserved word beyond ASCII', query: 'ıs ſet \u212aey', output: 'ıs ſet \u212aey' },
    { title: 'keeps hints', query: 'select /*+  max(1) */ 1', output: 'SELECT /*+  max(1) */ 1' },
    { title: "drops MariaDB's comments", query: '/*M! a */ b /*TX c */ /*t! d */', output: 'b' },
    { title: 'keeps executed comments', query: '/*!40101 not  null*/', output: '/*!40101 NOT NULL*/' },
    { title: 'keeps those without a version', query: '/*! not null */', output: '/*! NOT NULL */' },
    { title: 'keeps those of TiDB', query: '/*T! set */ /*T![a,b] set */', output: '/*T! SET */ /*T![a,b] SET */' },
    { title: 'normalises what is executed', query: `/*T! "a*/b" /* c */ d */`, output: "/*T! 'a*/b' d */" },
    { title: 'knows where what is executed ends', query: '/*! a */ 2*/* b */3', output: '/*! a */ 2* 3' },
    { title: 'gives a text with an open string back', query: " a  'b", output: " a  'b" },
    { title: 'gives a text that ends with an escape back', query: " a  'b\\'", output: " a  'b\\'" },
    { title: 'gives a text with an open name back', query: ' a  `b``', output: ' a  `b``' },
    { title: 'gives a text with an open comment back', query: ' a  /*/', output: ' a  /*/' },
  ])('$title', ({ query, output }) => {
    expect(normalized(query)).toBe(output);
  });

  it.each([
    { title: 'keeps single quotes', query: `'a''b\\'c"'`, output: `'a''b\\'c"'` },
    { title: 'changes double quotes', query: `"a""b\\"c'\\'"`, output: `'a"b\\"c''\\''` },
    { title: 'keeps strings apart', query: `'a'"b" "c"`, output: `'a' 'b' 'c'` },
    { title: 'keeps charsets', query: `_utf8mb4'a' _utf8mb4"b" N'c'`, output: `_utf8mb4'a' _utf8mb4 'b' N'c'` },
    { title: 'makes no national string of a column and its alias', query: 'N"c"', output: "N 'c'" },
    { title: 'keeps bytes and bits', query: "x'4D' b'01'", output: "x'4D' b'01'" },
    { title: 'knows no escapes in back quotes', query: '`a\\`  b', output: '`a\\` b' },
    { title: 'keeps white space in quotes', query: '"a  \n--b" `c  d`', output: "'a  \n--b' `c  d`" },
    { title: 'reads names', mode: ANSI_QUOTES, query: `"a""b\`c"'d'`, output: `\`a"b\`\`c\`'d'` },
    { title: 'reads escapes in such names', mode: ANSI_QUOTES, query: '"\\"\\n\\%\\x"', output: '`"\n\\%x`' },
    { title: 'keeps names apart', mode: ANSI_QUOTES, query: '`a`"b"', output: '`a` `b`' },
    { title: 'escapes backslashes', mode: NO_BACKSLASH_ESCAPES, query: `'a\\' "b'\\"`, output: `'a\\\\' 'b''\\\\'` },
    { title: 'has both modes', mode: ANSI_QUOTES | NO_BACKSLASH_ESCAPES, query: `"a\\"'b\\'`, output: "`a\\`'b\\\\'" },
    { title: 'keeps REAL', query: 'real(9,2)', output: 'REAL(9,2)' },
    { title: 'knows what REAL was', mode: REAL_AS_FLOAT, query: 'real(9,2)', output: 'FLOAT(9,2)' },
    { title: 'ignores other modes', mode: ORDINARY_MODE, query: `"a\\"b" real`, output: `'a\\"b' REAL` },
  ])('of quotes under a mode: $title', ({ query, output, mode = 0 }) => {
    expect(normalized(query, { sqlMode: mode })).toBe(output);
  });
});

describe('the names', () => {
  const exchanged = [change('shop.plain > shop.plain'), change('arc.parts > arc.parts')];

  it.each<{ query: string; output: string } & Partial<DdlText>>([
    { query: 'create table t(a int)', output: 'CREATE TABLE `shop`.`t`(a INT)' },
    { query: 'create table`t`(a int)', output: 'CREATE TABLE `shop`.`t`(a INT)' },
    { query: 'create table T like u', output: 'CREATE TABLE `shop`.`t` LIKE `shop`.`u`' },
    { query: 'create table t like u', likeDb: 'src', output: 'CREATE TABLE `shop`.`t` LIKE `src`.`u`' },
    { query: 'create table t (like o . u)', likeDb: 'src', output: 'CREATE TABLE `shop`.`t` (LIKE `o`.`u`)' },
    { query: 'create table if not exists a.b (c int)', output: 'CREATE TABLE IF NOT EXISTS `shop`.`t` (c INT)' },
    {
      query: 'create table /*!32312 if not exists*/ t (a int)',
      output: 'CREATE TABLE /*!32312 IF NOT EXISTS*/ `shop`.`t` (a INT)',
    },
    { query: 'create table t (a int) /* b */ as select 1', output: 'CREATE TABLE `shop`.`t` (a INT) AS SELECT 1' },
    { query: 'create global temporary table t (a int)', output: 'CREATE global temporary TABLE `shop`.`t` (a INT)' },
    {
      query: 'create table t (a int references u (b))',
      output: 'CREATE TABLE `shop`.`t` (a INT REFERENCES `shop`.`u` (b))',
    },
    {
      query: 'alter table t add foreign key (a) references o.u(b)',
      output: 'ALTER TABLE `shop`.`t` ADD FOREIGN KEY (a) REFERENCES `o`.`u`(b)',
    },
    {
      query: 'alter table t alter a set default (nextval(s))',
      output: 'ALTER TABLE `shop`.`t` ALTER a SET DEFAULT (nextval(`shop`.`s`))',
    },
    {
      query: 'alter table t add a int default next value for s',
      output: 'ALTER TABLE `shop`.`t` ADD a INT DEFAULT next value FOR `shop`.`s`',
    },
    { query: 'alter table t add key nextval (a)', output: 'ALTER TABLE `shop`.`t` ADD KEY nextval (a)' },
    { query: 'alter table `view` add a int', table: 'view', output: 'ALTER TABLE `shop`.`view` ADD a INT' },
    { query: 'alter table t add b int', db: 'a`b', table: 'c d`', output: 'ALTER TABLE `a``b`.`c d``` ADD b INT' },
    { query: 'truncate t', output: 'truncate `shop`.`t`' },
    { query: 'TRUNCATE TABLE t', output: 'TRUNCATE TABLE `shop`.`t`' },
    { query: 'TRUNCATE view', output: 'TRUNCATE `shop`.`t`' },
    { query: 'create unique index i on u(a)', output: 'CREATE UNIQUE INDEX i ON `shop`.`t`(a)' },
    {
      query: 'create vector index if not exists i using hnsw on u ((f(a)))',
      output: 'CREATE vector INDEX IF NOT EXISTS i USING hnsw ON `shop`.`t` ((f(a)))',
    },
    { query: 'drop index `on` on t', output: 'DROP INDEX `on` ON `shop`.`t`' },
    { query: 'create sequence if not exists t cache 9', output: 'CREATE sequence IF NOT EXISTS `shop`.`t` cache 9' },
    { query: 'alter sequence t cache 9', output: 'ALTER sequence `shop`.`t` cache 9' },
    { query: 'create view t as select a from u', output: 'CREATE view `shop`.`t` AS SELECT a FROM u' },
    {
      query: 'create or replace algorithm = merge definer = view@sequence sql security definer view x (a) as select 1',
      output:
        'CREATE OR REPLACE algorithm = merge definer = view@sequence SQL security definer view `shop`.`t` (a) AS SELECT 1',
    },
    {
      query: 'create view t as select a /*+ x */ from u with cascaded check option',
      viewSelect: "SELECT `a` FROM `src`.`u` WHERE `b`='\\'",
      output: "CREATE view `shop`.`t` AS SELECT `a` FROM `src`.`u` WHERE `b`='\\\\' WITH cascaded CHECK OPTION",
    },
    {
      query: 'create view t (b) as select a from u with check option',
      viewSelect: 'SELECT 1',
      output: 'CREATE view `shop`.`t` (b) AS SELECT 1 WITH CHECK OPTION',
    },
    {
      query: 'create view t as select a from u group by a with rollup limit 1',
      viewSelect: 'SELECT 3',
      output: 'CREATE view `shop`.`t` AS SELECT 3',
    },
    { query: 'create view t as select a from u', viewSelect: "'", output: 'CREATE view `shop`.`t` AS SELECT a FROM u' },
    {
      query: 'create view t as with a as (select 1) select 2',
      viewSelect: 'SELECT 3',
      output: 'CREATE view `shop`.`t` AS SELECT 3',
    },
    { query: 'recover table t 2', output: 'recover TABLE `shop`.`t` 2' },
    { query: 'recover table by job 7', output: 'recover TABLE `shop`.`t`' },
    { query: 'flashback table T', output: 'flashback TABLE `shop`.`t`' },
    { query: 'flashback table old to t', output: 'flashback TABLE `shop`.`old` TO t' },
    { query: 'drop table a, o.t, c restrict', output: 'DROP TABLE `shop`.`t` RESTRICT' },
    { query: 'drop tables if exists a,t', output: 'DROP tables IF EXISTS `shop`.`t`' },
    { query: 'drop view if exists a, t cascade', output: 'DROP view IF EXISTS `shop`.`t` CASCADE' },
    { query: 'drop sequence a /*! , t */', output: 'DROP sequence `shop`.`t` /*! */' },
    { query: 'create database d', table: '', output: 'CREATE DATABASE d' },
    { query: 'drop schema if exists d', table: '', output: 'DROP SCHEMA IF EXISTS d' },
    { query: 'alter database d collate x', table: '', output: 'ALTER DATABASE d COLLATE x' },
    { query: 'alter schema collate x', table: '', output: 'ALTER DATABASE `shop` COLLATE x' },
    { query: 'alter database charset charset x', db: 'charset', table: '', output: 'ALTER DATABASE charset charset x' },
    { query: 'alter database charset x', table: '', output: 'ALTER DATABASE `shop` charset x' },
    {
      query: 'alter placement policy p followers=1',
      db: '',
      table: '',
      output: 'ALTER placement policy p followers=1',
    },
    { query: 'alter table t add a int', db: '', table: '', output: 'ALTER TABLE t ADD a INT' },
    { query: 'lock tables t write', output: 'LOCK tables t WRITE' },
    { query: 'create table', output: 'CREATE TABLE' },
    { query: 'drop index i', output: 'DROP INDEX i' },
    {
      query: 'alter table parts exchange partition p with table PLAIN without validation',
      typeCode: 42,
      tables: exchanged,
      output: 'ALTER TABLE `arc`.`parts` exchange PARTITION p WITH TABLE `shop`.`plain` without validation',
    },
    {
      query: 'alter table arc.parts exchange partition p with table plain',
      typeCode: 42,
      tables: [change('arc.parts > arc.parts')],
      output: 'ALTER TABLE `arc`.`parts` exchange PARTITION p WITH TABLE `shop`.`plain`',
    },
    {
      query: 'alter table arc.parts exchange partition p with table o.plain',
      typeCode: 42,
      tables: [],
      output: 'ALTER TABLE `arc`.`parts` exchange PARTITION p WITH TABLE `o`.`plain`',
    },
  ])('$query', ({ query, output, ...ddl }) => {
    expect(normalized(query, ddl)).toBe(output);
    expect(normalized(output, ddl)).toBe(output);
  });
});

describe('several statements', () => {
  it.each<{ title: string; query: string; output: string } & Partial<DdlText>>([
    {
      title: 'of a created table',
      typeCode: CREATE,
      query: 'drop table t; create table u (a int); create table T (a int)',
      output: 'CREATE TABLE `shop`.`t` (a INT)',
    },
    {
      title: 'of a dropped table',
      typeCode: DROP,
      query: 'create table t (a int); drop table if exists o.t; drop table u, t',
      output: 'DROP TABLE `shop`.`t`',
    },
    {
      title: 'of an index',
      typeCode: 7,
      query: 'alter table u add index (a); create index i on t (a)',
      output: 'CREATE INDEX i ON `shop`.`t` (a)',
    },
    {
      title: 'of a database',
      typeCode: 1,
      table: '',
      query: 'create database d; create database SHOP',
      output: 'CREATE DATABASE SHOP',
    },
    {
      title: 'of a database that stays',
      typeCode: 26,
      table: '',
      query: 'alter schema d collate x; alter schema shop collate x',
      output: 'ALTER SCHEMA shop COLLATE x',
    },
    {
      title: 'of a recovered table',
      typeCode: 25,
      query: 'drop table t; flashback table t',
      output: 'flashback TABLE `shop`.`t`',
    },
    {
      title: 'that do not fit are kept',
      typeCode: CREATE,
      query: 'create table u (a int);drop table t',
      output: 'CREATE TABLE u (a INT); DROP TABLE t',
    },
    {
      title: 'in an executed comment are one',
      typeCode: CREATE,
      query: '/*! create table t (a int); b */; c',
      output: '/*! CREATE TABLE `shop`.`t` (a INT); b */',
    },
  ])('$title', ({ query, output, ...ddl }) => {
    expect(normalized(query, ddl)).toBe(output);
    expect(normalized(output, ddl)).toBe(output);
  });

  it('of a batch are named in the order of its tables', () => {
    const tables = [change('- > shop.A'), change('- > shop.B')];
    expect(normalized('create table a (x int);\ncreate table b like a;', { typeCode: 60, tables })).toBe(
      'CREATE TABLE `shop`.`A` (x INT); CREATE TABLE `shop`.`B` LIKE `shop`.`a`',
    );
  });

  it('of a batch keep their own names when the event tells fewer tables', () => {
    const tables = [change('- > shop.B')];
    expect(normalized('create table a (x int); create table b (x int)', { typeCode: 60, tables })).toBe(
      'CREATE TABLE `shop`.`a` (x INT); CREATE TABLE `shop`.`b` (x INT)',
    );
  });
});

describe('a rename', () => {
  it.each([
    {
      title: 'is told by its tables',
      query: 'alter table x rename y',
      tables: ['a.t > b.u'],
      output: '`a`.`t` TO `b`.`u`',
    },
    {
      title: 'needs no text',
      query: "rename '",
      tables: ['a.t > a.u', 'a.v > a.w'],
      output: '`a`.`t` TO `a`.`u`, `a`.`v` TO `a`.`w`',
    },
    {
      title: 'frees a name first',
      query: '',
      tables: ['a.t > a.u', 'a.u > a.v'],
      output: '`a`.`u` TO `a`.`v`, `a`.`t` TO `a`.`u`',
    },
    {
      title: 'passes by tables that stay',
      query: '',
      tables: ['a.t > a.t', '- > a.x', 'a.u > a.v'],
      output: '`a`.`u` TO `a`.`v`',
    },
    {
      title: 'swaps two tables',
      query: 'rename table t to x, u to t, x to u',
      tables: ['a.t > a.u', 'a.u > a.t'],
      output: '`a`.`t` TO `a`.`_tivalve_renamed`, `a`.`u` TO `a`.`t`, `a`.`_tivalve_renamed` TO `a`.`u`',
    },
    {
      title: 'changes case',
      query: '',
      tables: ['a.t > a.T'],
      output: '`a`.`t` TO `a`.`_tivalve_renamed`, `a`.`_tivalve_renamed` TO `a`.`T`',
    },
  ])('$title', ({ query, tables, output }) => {
    for (const typeCode of [14, 47]) {
      expect(normalized(query, { typeCode, tables: tables.map(change) })).toBe(`RENAME TABLE ${output}`);
    }
  });

  it('keeps the names of the text when no table tells them', () => {
    expect(normalized('rename table s to u', { typeCode: 14 })).toBe('RENAME TABLE s TO u');
    expect(normalized('alter table s rename to u', { typeCode: 14 })).toBe('ALTER TABLE s RENAME TO u');
  });

  it('brings each table to its place, step by step', () => {
    const names = ['a.t', 'a.u', 'b.t', 'b.u', 'b.v', 'c.w'];
    const shuffled = fc.shuffledSubarray(names, { minLength: names.length });
    fc.assert(
      fc.property(fc.shuffledSubarray(names, { minLength: 2 }), shuffled, (from, to) => {
        const wanted = new Map(from.map((name, i) => [to[i] ?? '', name]));
        const tables = from.map((name, i) => change(`${name} > ${to[i]}`));
        const held = new Map(from.map((name) => [name, name]));
        const steps = normalized('', { typeCode: 47, tables }).replace(/^RENAME TABLE /, '');
        for (const step of steps === '' ? [] : steps.split(', ')) {
          const [source = '', goal = ''] = step.replaceAll('`', '').split(' TO ');
          expect(held.has(source)).toBe(true);
          expect(held.has(goal)).toBe(false);
          held.set(goal, held.get(source) ?? '');
          held.delete(source);
        }
        expect(held).toEqual(wanted);
      }),
    );
  });
});

const PIECES = `create alter drop truncate rename recover flashback table tables view sequence index database schema if not
  exists on to by job like as select with check option references default nextval exchange partition real t . , ; ( ) = - -- * /
  @ # \\ ' " \` /* */ /*! /*!40101 /*T! /*T![a] /*+ 'a' "b" \`c\` 'd\\' "e\\" N x'4d' 1 .5 ſet \ud800 \u0000 a.b`;

/** Texts that have everything DDLs have, in any order. */
function anyText(): fc.Arbitrary<string> {
  const piece = fc.constantFrom(...PIECES.split(/\s+/), 'create table ', 'drop table ', ' ', ' ', ' ', '\n', '\t');
  const soup = fc.array(piece, { maxLength: 40 }).map((parts) => parts.join(''));
  const spaced = fc.array(piece, { maxLength: 30 }).map((parts) => parts.join(' '));
  return fc.oneof(
    soup,
    spaced,
    fc.string({ unit: 'binary' }),
    fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('latin1')),
  );
}

function anyDdl(): fc.Arbitrary<DdlText> {
  const name = fc.constantFrom('t', 'c', '', 'charset', 'a`b', "'", 'ſ');
  const state = fc.constantFrom('t.c > t.d', 't.d > t.c', '- > t.c', 't.c > -', 't.t > t.t');
  const base = {
    query: anyText(),
    typeCode: fc.oneof(
      fc.constantFrom(CREATE, DROP, 14, 25, 42, 47, 60),
      fc.constantFrom(-1, ...DDL_TYPE_NAMES.keys()),
    ),
    db: name,
    table: name,
    tables: fc.array(state.map(change), { maxLength: 3 }),
    sqlMode: fc.constantFrom(0, REAL_AS_FLOAT, ANSI_QUOTES, NO_BACKSLASH_ESCAPES, ANSI_QUOTES | NO_BACKSLASH_ESCAPES),
  };
  const given = { likeDb: name, viewSelect: fc.constantFrom('', "'", "select '\\' from `a`.`b`") };
  return fc.oneof(fc.record(base), fc.record({ ...base, ...given }));
}

describe('any text', () => {
  it('comes back, and stays the same from then on', () => {
    fc.assert(
      fc.property(anyDdl(), (ddl) => {
        const output = normalizeQuery(ddl);
        if (sqlTokens(ddl.query, ddl.sqlMode) === undefined)
          expect([ddl.query, normalizeQuery({ ...ddl, query: '' })]).toContain(output);
        else expect(normalizeQuery({ ...ddl, query: output, sqlMode: 0 })).toBe(output);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ...'\'"`\\,.;(-/*@# aN',
    '/*',
    '*/',
    '/*!',
    '/*T![',
    '/*T![a,',
    '/* */',
    '--',
    '-- ',
    '\n',
    "''",
    '"a""',
    '\\"',
    'a.',
    'a,',
    'table ',
    'drop table a;',
    'default ',
    'create table a like ',
    'on ',
    '=view ',
  ])('is taken at any length: %j', (piece) => {
    const text = piece.repeat(100_000 / piece.length);
    for (const start of ['', 'drop table ', 'create ', "alter table a add b int default '", '/*!']) {
      for (const sqlMode of [0, ANSI_QUOTES | NO_BACKSLASH_ESCAPES]) {
        expect(typeof normalized(start + text, { sqlMode, typeCode: DROP })).toBe('string');
      }
    }
  });

  it('of a rename takes a long chain', () => {
    const tables = Array.from({ length: 20_000 }, (_, i) => change(`a.t${i} > a.t${i + 1}`));
    expect(normalized('', { typeCode: 47, tables })).toMatch(
      /^RENAME TABLE `a`.`t19999` TO `a`.`t20000`, .*, `a`.`t0` TO `a`.`t1`$/,
    );
  });

  it('may have comments and white space between any two words', () => {
    const text = "create table if not exists t ( a . b int comment 'c' , `d` real ) comment = 'f' ; drop table u";
    const words = text.split(' ');
    const gap = fc.constantFrom(' ', '\n', '\t \f', '/* , */', ' -- x"\n', '#`\r\n', '/**/ ', "--\t'\n");
    fc.assert(
      fc.property(fc.array(gap, { minLength: words.length, maxLength: words.length }), (gaps) => {
        expect(normalized(words.map((word, i) => word + gaps[i]).join(''), { typeCode: CREATE })).toBe(
          "CREATE TABLE IF NOT EXISTS `shop`.`t` (a . b INT comment 'c', `d` REAL) comment = 'f'",
        );
      }),
    );
  });

  it('keeps the value of every string, whatever the mode and the quotes', () => {
    const value = fc.string({ unit: fc.constantFrom('a', "'", '"', '\\', '\n', '`', '%', '_', 'n', '\0', '😀') });
    fc.assert(
      fc.property(value, fc.boolean(), fc.boolean(), fc.boolean(), (text, single, ansi, plain) => {
        const quote = single || ansi ? "'" : '"';
        const doubled = text.replaceAll(quote, quote + quote);
        const literal = quote + (plain ? doubled : doubled.replaceAll('\\', '\\\\')) + quote;
        const sqlMode = (ansi ? ANSI_QUOTES : 0) + (plain ? NO_BACKSLASH_ESCAPES : 0);
        const output = normalized(`ALTER TABLE t COMMENT = ${literal}`, { sqlMode });
        const prefix = 'ALTER TABLE `shop`.`t` COMMENT = ';
        expect(output.slice(0, prefix.length)).toBe(prefix);
        expect(valueOf(output.slice(prefix.length))).toBe(text);
      }),
    );
  });
});

/** The value of a string in single quotes that has no escapes but those of quotes and backslashes. */
function valueOf(literal: string): string {
  expect(literal).toMatch(/^'(?:[^'\\]|''|\\\\|\\")*'$/);
  return literal.slice(1, -1).replace(/''|\\(.)/g, (pair) => pair.slice(1));
}

describe('what was run on TiDB', () => {
  interface Job {
    readonly query: string;
    readonly typeCode: number;
    readonly schemaName: string;
    readonly tableName: string;
  }
  const recordings = readdirSync(GOLDEN).filter((name) => readdirSync(join(GOLDEN, name)).includes('ddl.json'));
  const read = (name: string): Job[] => JSON.parse(readText(join(GOLDEN, name, 'ddl.json')));

  it.each(recordings)('names its table: %s', (recording) => {
    for (const { query, typeCode, schemaName, tableName } of read(recording)) {
      const db = CLUSTER_ACTIONS.has(typeCode) ? '' : schemaName;
      const ddl = { typeCode, db, table: tableName, sqlMode: ORDINARY_MODE, tables: [] };
      const output = normalized(query, ddl);
      expect(output).not.toMatch(/\s\s|\n|;/);
      expect(normalized(output, ddl)).toBe(output);
      // The names of a rename and of what comes back under a new name are in the event's tables.
      if (db !== '' && tableName !== '' && !/RENAME TO|^RENAME TABLE|^FLASHBACK .* TO /.test(query)) {
        expect(output).toContain(quoted({ db, table: tableName }));
      }
    }
  });

  it('is told by its events', () => {
    const model = new RecordingModel(
      readPairs(join(GOLDEN, 'ddl', 'schema.json.gz')),
      readChanges(join(GOLDEN, 'ddl', 'events.ndjson.gz')),
    );
    model.playTo(1n << 63n);
    const outputs = model.ddls.map((ddl) => normalizeQuery({ ...ddl, sqlMode: ORDINARY_MODE }));
    const told = outputs.filter((text) =>
      /RENAME TABLE|EXCHANGE|LIKE|NEXTVAL|REFERENCES|^(?:DROP|RECOVER|FLASHBACK) T/.test(text),
    );
    expect(told).toEqual([
      'CREATE TABLE `ddl_a`.`t2` LIKE `ddl_a`.`t1`',
      'RENAME TABLE `ddl_a`.`t2` TO `ddl_a`.`t2_new`',
      'RENAME TABLE `ddl_a`.`t2_new` TO `ddl_b`.`t2`',
      'RENAME TABLE `ddl_a`.`sw1` TO `ddl_a`.`_tivalve_renamed`, `ddl_a`.`sw2` TO `ddl_a`.`sw1`, `ddl_a`.`_tivalve_renamed` TO `ddl_a`.`sw2`',
      'RENAME TABLE `ddl_a`.`sw2` TO `ddl_a`.`sw3`',
      'RENAME TABLE `ddl_a`.`sw3` TO `ddl_b`.`sw3`, `ddl_a`.`t3` TO `ddl_b`.`t3_a`',
      'DROP TABLE `ddl_a`.`d1`',
      'DROP TABLE `ddl_a`.`d2`',
      'RECOVER TABLE `ddl_a`.`d1`',
      'FLASHBACK TABLE `ddl_a`.`d2` TO d2_back',
      'FLASHBACK TABLE `ddl_a`.`d1` TO d1_before',
      'DROP TABLE `ddl_a`.`d1`',
      'CREATE TABLE `ddl_a`.`useq` (id INT PRIMARY KEY DEFAULT NEXTVAL(`ddl_a`.`sq`), v INT)',
      'ALTER TABLE `ddl_a`.`pr` EXCHANGE PARTITION p1 WITH TABLE `ddl_a`.`px`',
      'DROP TABLE `ddl_a`.`plc`',
      'CREATE TABLE `ddl_a`.`chi` (id INT PRIMARY KEY, pid INT, KEY(pid), CONSTRAINT fk1 FOREIGN KEY (pid) REFERENCES `ddl_a`.`par`(id) ON DELETE CASCADE ON UPDATE CASCADE)',
      'ALTER TABLE `ddl_a`.`chi` ADD CONSTRAINT fk2 FOREIGN KEY (pid) REFERENCES `ddl_a`.`par`(id) ON DELETE SET NULL',
    ]);
  });
});
