import type { RowEvent } from '../row';
import type { Column, Table, VirtualColumn } from '../table';
import { arithmeticNode, bitNode, complementNode, minusNode } from './arithmeticNodes';
import { castNode } from './castNode';
import { columnNode, type RowSide, readerOf } from './columnNode';
import { comparisonNode, comparisonOf, inNode } from './compareNodes';
import { EvaluationFailure, ExpressionMistake, UnknownColumn } from './ExpressionMistake';
import { callNode, checkCall, chosenNode } from './functionNodes';
import { bytesLiteral, constant, numberLiteral, temporalLiteral } from './literalNodes';
import { isNode, logicNode, not } from './logicNodes';
import { constantValue, type Node, node, truthOf } from './nodes';
import { parseSyntax } from './parseSyntax';
import { likeNode, regexpNode } from './patternNodes';
import type { Syntax } from './syntax';
import { virtualNode } from './virtualColumn';

/** The columns that an expression may name. */
export type NamedColumns = Pick<Table, 'columns' | 'virtualColumns'>;

/** Makes a node of what is written, for the columns of one table version. Throws `ExpressionMistake`. */
export function bindSyntax(syntax: Syntax, table: NamedColumns, side: RowSide): Node {
  return new Binder(table, side).bind(syntax);
}

/** Throws `ExpressionMistake` for what no table could make right: unknown functions, wrong constants. */
export function checkSyntax(syntax: Syntax): void {
  // Of unknown type every column goes with everything.
  new Binder(undefined, 'after').bind(syntax);
}

/** Operations within operations of virtual columns that use each other. */
const MAX_VIRTUAL_DEPTH = 300;
const BIT_OPERATORS: ReadonlySet<string> = new Set(['|', '&', '^', '<<', '>>']);
const ARITHMETIC_OPERATORS: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', 'div']);

class Binder {
  private readonly columns: ReadonlyMap<string, Column> | undefined;
  private readonly virtualColumns: ReadonlyMap<string, VirtualColumn>;
  private readonly side: RowSide;
  /** One node for each column, so that what it works out for a row serves every mention of the column. */
  private readonly bound = new Map<string, Node>();
  /** How deep the expressions of the virtual columns are that are being bound, one within another. */
  private depth = 0;

  constructor(table: NamedColumns | undefined, side: RowSide) {
    this.columns = table && new Map(table.columns.map((column) => [column.name.toLowerCase(), column]));
    this.virtualColumns = new Map(table?.virtualColumns?.map((one) => [one.column.name.toLowerCase(), one]));
    this.side = side;
  }

  bind(syntax: Syntax): Node {
    return folded(this.made(syntax));
  }

  private made(syntax: Syntax): Node {
    const { at } = syntax;
    switch (syntax.kind) {
      case 'null':
        return node('null', () => null, { constant: true });
      case 'boolean':
        return constant('int', syntax.value ? 1 : 0, { isTruth: true });
      case 'number':
        return numberLiteral(syntax.text, at);
      case 'string':
        return constant('string', syntax.text);
      case 'hex':
        return bytesLiteral(syntax.text, BigInt(`0x${syntax.text || '0'}`));
      case 'bits':
        return bytesLiteral(BigInt(`0b${syntax.text || '0'}`).toString(16), BigInt(`0b${syntax.text || '0'}`));
      case 'date':
      case 'datetime':
      case 'time':
        return temporalLiteral(syntax.kind, syntax.text, at);
      case 'column':
        return this.column(syntax.name, at);
      case 'unary':
        return this.unary(syntax);
      case 'binary':
        return this.binary(syntax.op, this.bind(syntax.left), this.bind(syntax.right), at);
      case 'logic':
        return logicNode(
          syntax.op,
          syntax.args.map((arg) => this.bind(arg)),
        );
      case 'in':
        return not(
          inNode(
            this.bind(syntax.left),
            syntax.items.map((item) => this.bind(item)),
            at,
          ),
          syntax.negated,
        );
      case 'between': {
        const left = this.bind(syntax.left);
        const low = comparisonNode('>=', left, this.bind(syntax.low), at);
        return not(logicNode('and', [low, comparisonNode('<=', left, this.bind(syntax.high), at)]), syntax.negated);
      }
      case 'like':
        return not(likeNode(this.bind(syntax.left), this.bind(syntax.pattern), this.escape(syntax)), syntax.negated);
      case 'regexp':
        return not(regexpNode(this.bind(syntax.left), this.bind(syntax.pattern), syntax.pattern.at), syntax.negated);
      case 'is':
        return isNode(this.bind(syntax.left), syntax.what, syntax.negated);
      case 'case':
        return this.caseOf(syntax);
      case 'call':
        checkCall(syntax.name, syntax.args.length, at);
        return callNode(
          syntax.name,
          syntax.args.map((arg) => this.bind(arg)),
          { at, args: syntax.args.map((arg) => arg.at) },
        );
      case 'cast':
        return castNode(this.bind(syntax.arg), syntax, syntax.arg.at);
    }
  }

  private column(name: string, at: number): Node {
    if (this.columns === undefined) return node('null', () => null);
    const key = name.toLowerCase();
    const known = this.bound.get(key);
    if (known !== undefined) return known;
    const column = this.columns.get(key);
    const virtual = this.virtualColumns.get(key);
    if (column === undefined && virtual === undefined) throw new UnknownColumn(name, at);
    const made =
      virtual === undefined || column !== undefined
        ? columnNode(column as Column, readerOf(column as Column, this.side))
        : this.virtual(virtual, at);
    this.bound.set(key, made);
    return made;
  }

  private virtual({ column, expression }: VirtualColumn, at: number): Node {
    const before = this.depth;
    try {
      const syntax = parseSyntax(expression);
      this.depth += syntax.depth;
      // It also ends what uses itself, which TiDB lets nobody write.
      if (this.depth > MAX_VIRTUAL_DEPTH) throw new ExpressionMistake('nested too deeply', 0);
      return virtualNode(this.bind(syntax), column);
    } catch (error) {
      if (!(error instanceof ExpressionMistake || error instanceof EvaluationFailure)) throw error;
      const [reason] = error.message.split('; known are');
      throw new ExpressionMistake(
        `virtual column ${JSON.stringify(column.name)}, which is ${JSON.stringify(expression)}, cannot be computed: ${reason}`,
        at,
      );
    } finally {
      this.depth = before;
    }
  }

  private unary(syntax: Extract<Syntax, { kind: 'unary' }>): Node {
    const { op, arg: inner, at } = syntax;
    // The smallest BIGINT is written with a number that is one too large.
    if (op === '-' && inner.kind === 'number' && /^\d+$/.test(inner.text)) return numberLiteral(`-${inner.text}`, at);
    const arg = this.bind(inner);
    if (op === '+') return arg;
    if (op === '-') return arg.kind === 'null' ? arg : minusNode(arg);
    if (op === '~') return complementNode(arg, at);
    return not(arg, true);
  }

  private binary(op: string, left: Node, right: Node, at: number): Node {
    if (BIT_OPERATORS.has(op)) return bitNode(op, left, right, at);
    if (ARITHMETIC_OPERATORS.has(op)) return arithmeticNode(op, left, right);
    return comparisonNode(op, left, right, at);
  }

  private escape(syntax: Extract<Syntax, { kind: 'like' }>): string {
    if (syntax.escape === undefined) return '\\';
    const escape = this.bind(syntax.escape);
    const value = escape.constant && escape.kind === 'string' ? String(constantValue(escape)) : undefined;
    if (value === undefined || Array.from(value).length > 1) {
      throw new ExpressionMistake('ESCAPE takes one character', syntax.escape.at);
    }
    return value;
  }

  private caseOf(syntax: Extract<Syntax, { kind: 'case' }>): Node {
    const base = syntax.base === undefined ? undefined : this.bind(syntax.base);
    const whens = syntax.whens.map(([when]) => this.bind(when));
    const tests = whens.map((when, i): ((row: RowEvent) => boolean) => {
      if (base === undefined) {
        const truth = truthOf(when);
        return (row) => truth(row) === 1;
      }
      const compare = comparisonOf(base, when, syntax.whens[i]?.[0].at ?? syntax.at);
      return (row) => compare(row) === 0;
    });
    const results = syntax.whens.map(([, then]) => this.bind(then));
    if (syntax.otherwise !== undefined) results.push(this.bind(syntax.otherwise));
    const choose = (row: RowEvent): number => {
      const found = tests.findIndex((test) => test(row));
      return found < 0 ? tests.length : found;
    };
    const isConstant = [...whens, ...results, ...(base === undefined ? [] : [base])].every((part) => part.constant);
    return chosenNode(results, choose, isConstant);
  }
}

/** What has no column in it is worked out once, unless it fails: it may stand where it is never asked for. */
function folded(of: Node): Node {
  if (!of.constant) return of;
  try {
    const value = constantValue(of);
    return { ...of, evaluate: () => value };
  } catch (error) {
    if (error instanceof EvaluationFailure) return of;
    throw error;
  }
}
