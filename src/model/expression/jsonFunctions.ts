import type { RowEvent } from '../row';
import { EvaluationFailure, ExpressionMistake } from './ExpressionMistake';
import { type CallPlace, type FunctionSpec, MANY } from './functionSpec';
import { jsonOf, readJson } from './jsonNode';
import { type JsonPath, JsonPathMistake, parseJsonPath, valuesAt } from './jsonPath';
import { containsJson, isMemberOf, overlapsJson } from './jsonSearch';
import {
  isOversized,
  JsonMistake,
  type JsonValue,
  jsonArray,
  jsonDepth,
  jsonObject,
  jsonText,
  jsonTypeName,
  parseJson,
  quotedJson,
} from './jsonValue';
import { constantValue, type Datum, type Node, node, textOf } from './nodes';

type Build = FunctionSpec['build'];
type Args = readonly Node[];
type EvaluateJson = (row: RowEvent) => JsonValue | null;

const arg = (args: Args, i: number): Node => args[i] as Node;
const placeOf = ({ at, args }: CallPlace, i: number): number => args[i] ?? at;
const constantOf = (args: Args): boolean => args.every(({ constant }) => constant);

/** A document: JSON, or a text of it. */
function documentOf(args: Args, place: CallPlace, i: number): EvaluateJson {
  const of = arg(args, i);
  if (of.kind !== 'null' && of.kind !== 'json' && of.kind !== 'string') {
    throw new ExpressionMistake('expected JSON or a text of it', placeOf(place, i));
  }
  return jsonOf(of, 'parse', placeOf(place, i)).evaluate as EvaluateJson;
}

/** A path, which has to be a constant; `null` for NULL. */
function pathOf(args: Args, place: CallPlace, i: number): JsonPath | null {
  const of = arg(args, i);
  const at = placeOf(place, i);
  if (!of.constant) throw new ExpressionMistake('a JSON path must be a constant', at);
  const text = textOf(of)(undefined as unknown as RowEvent);
  try {
    return text === null ? null : parseJsonPath(text);
  } catch (error) {
    if (!(error instanceof JsonPathMistake)) throw error;
    throw new ExpressionMistake(`not a JSON path (character ${error.at + 1}: ${error.message})`, at);
  }
}

/** A path that leads to one value at most. */
function singlePathOf(args: Args, place: CallPlace, i: number): JsonPath | null {
  const path = pathOf(args, place, i);
  if (path?.isMultiple === true) {
    throw new ExpressionMistake('this path may not have wildcards and ranges', placeOf(place, i));
  }
  return path;
}

const NULL = node('null', () => null, { constant: true });

/** What a path leads to in a document; without a path the document. */
function at(document: EvaluateJson, path: JsonPath | undefined): EvaluateJson {
  if (path === undefined) return document;
  return (row) => {
    const value = document(row);
    return value === null ? null : (valuesAt(value, path)[0] ?? null);
  };
}

/** Larger documents are NULL, as longer strings are. */
const bounded = (value: JsonValue): JsonValue | null => (isOversized(value) ? null : value);

const extract: Build = (args, place) => {
  const paths = args.slice(1).map((_, i) => pathOf(args, place, i + 1));
  const document = documentOf(args, place, 0);
  const known = paths.filter((path) => path !== null);
  if (known.length < paths.length) return NULL;
  const [first] = known;
  const isSingle = known.length === 1 && first?.isMultiple === false;
  const read: EvaluateJson = (row) => {
    const value = document(row);
    if (value === null) return null;
    const found = known.flatMap((path) => valuesAt(value, path));
    if (isSingle) return found[0] ?? null;
    return found.length === 0 ? null : bounded(jsonArray(found));
  };
  return node('json', read, { constant: constantOf(args) });
};

const unquote: Build = (args, place) => {
  const of = arg(args, 0);
  const { constant } = of;
  if (of.kind === 'null') return NULL;
  if (of.kind !== 'json' && of.kind !== 'string') {
    throw new ExpressionMistake('expected JSON or a text of it', placeOf(place, 0));
  }
  if (of.kind === 'json') {
    const read = of.evaluate as EvaluateJson;
    return node(
      'string',
      (row) => {
        const value = read(row);
        return value === null ? null : value.kind === 'string' ? value.value : jsonText(value);
      },
      { constant },
    );
  }
  const text = textOf(of);
  return node(
    'string',
    (row) => {
      const value = text(row);
      if (value === null || value.length < 2 || !value.startsWith('"') || !value.endsWith('"')) return value;
      const read = readJson(value);
      return read.kind === 'string' ? read.value : value;
    },
    { constant, collation: of.collation, hasColumnCollation: of.hasColumnCollation },
  );
};

const quote: Build = (args, place) => {
  const of = arg(args, 0);
  if (of.kind === 'null') return NULL;
  if (of.kind !== 'string' || of.collation.binary)
    throw new ExpressionMistake('JSON_QUOTE takes a text', placeOf(place, 0));
  const text = textOf(of);
  return node(
    'string',
    (row) => {
      const value = text(row);
      return value === null ? null : quotedJson(value);
    },
    { constant: of.constant },
  );
};

const contains: Build = (args, place) => {
  const path = args.length > 2 ? singlePathOf(args, place, 2) : undefined;
  if (path === null) return NULL;
  const document = at(documentOf(args, place, 0), path);
  const candidate = documentOf(args, place, 1);
  return node(
    'int',
    (row) => {
      const value = document(row);
      if (value === null) return null;
      const wanted = candidate(row);
      return wanted === null ? null : containsJson(value, wanted) ? 1 : 0;
    },
    { constant: constantOf(args) },
  );
};

const overlaps: Build = (args, place) => {
  const [left, right] = [documentOf(args, place, 0), documentOf(args, place, 1)];
  return node(
    'int',
    (row) => {
      const a = left(row);
      if (a === null) return null;
      const b = right(row);
      return b === null ? null : overlapsJson(a, b) ? 1 : 0;
    },
    { constant: constantOf(args) },
  );
};

const containsPath: Build = (args, place) => {
  const paths = args.slice(2).map((_, i) => pathOf(args, place, i + 2));
  const how = arg(args, 1);
  const wanted = how.constant ? constantValue(how) : undefined;
  if (wanted === null || paths.includes(null)) return NULL;
  const isAll = typeof wanted === 'string' && wanted.toLowerCase() === 'all';
  if (!isAll && (typeof wanted !== 'string' || wanted.toLowerCase() !== 'one')) {
    throw new ExpressionMistake("expected 'one' or 'all'", placeOf(place, 1));
  }
  const document = documentOf(args, place, 0);
  return node(
    'int',
    (row) => {
      const value = document(row);
      if (value === null) return null;
      const isThere = (path: JsonPath | null): boolean => path !== null && valuesAt(value, path).length > 0;
      return (isAll ? paths.every(isThere) : paths.some(isThere)) ? 1 : 0;
    },
    { constant: constantOf(args) },
  );
};

/** Over a document, or what a path in its second argument leads to. */
function ofPart(kind: 'int' | 'string' | 'json', answer: (value: JsonValue) => Datum): Build {
  return (args, place) => {
    const path = args.length > 1 ? singlePathOf(args, place, 1) : undefined;
    const document = documentOf(args, place, 0);
    if (path === null) return NULL;
    const part = at(document, path);
    return node(
      kind,
      (row) => {
        const value = part(row);
        return value === null ? null : answer(value);
      },
      { constant: constantOf(args) },
    );
  };
}

function lengthOf(value: JsonValue): number {
  return value.kind === 'array' ? value.items.length : value.kind === 'object' ? value.members.size : 1;
}

function keysOf(value: JsonValue): JsonValue | null {
  if (value.kind !== 'object') return null;
  return jsonArray(Array.from(value.members.keys(), (key): JsonValue => ({ kind: 'string', value: key })));
}

const valid: Build = (args) => {
  const of = arg(args, 0);
  const isValid = (value: Exclude<Datum, null>): boolean => {
    if (of.kind !== 'string' || of.collation.binary) return of.kind === 'json';
    try {
      parseJson(String(value));
      return true;
    } catch (error) {
      if (error instanceof JsonMistake) return false;
      throw error;
    }
  };
  return node(
    'int',
    (row) => {
      const value = of.evaluate(row);
      return value === null ? null : isValid(value) ? 1 : 0;
    },
    { constant: of.constant },
  );
};

/** A value in a new document: NULL is JSON's null there. */
function partOf(args: Args, place: CallPlace, i: number): (row: RowEvent) => JsonValue {
  const read = jsonOf(arg(args, i), 'quote', placeOf(place, i)).evaluate as EvaluateJson;
  return (row) => read(row) ?? { kind: 'null' };
}

const array: Build = (args, place) => {
  const parts = args.map((_, i) => partOf(args, place, i));
  return node('json', (row) => bounded(jsonArray(parts.map((part) => part(row)))), { constant: constantOf(args) });
};

const object: Build = (args, place) => {
  if (args.length % 2 === 1) throw new ExpressionMistake('JSON_OBJECT takes pairs of a name and a value', place.at);
  const members = args.flatMap((of, i) =>
    i % 2 === 0 ? [{ key: textOf(of), value: partOf(args, place, i + 1) }] : [],
  );
  const read: EvaluateJson = (row) => {
    const entries = members.map(({ key, value }): readonly [string, JsonValue] => {
      const name = key(row);
      if (name === null) throw new EvaluationFailure('the name of a JSON member is NULL');
      return [name, value(row)];
    });
    return bounded(jsonObject(entries));
  };
  return node('json', read, { constant: constantOf(args) });
};

const memberOf: Build = (args, place) => {
  const value = jsonOf(arg(args, 0), 'quote', placeOf(place, 0)).evaluate as EvaluateJson;
  const document = documentOf(args, place, 1);
  return node(
    'int',
    (row) => {
      const wanted = value(row);
      if (wanted === null) return null;
      const within = document(row);
      return within === null ? null : isMemberOf(wanted, within) ? 1 : 0;
    },
    { constant: constantOf(args) },
  );
};

const fixed = (count: number, build: Build): FunctionSpec => ({ min: count, max: count, build });

/** The functions over JSON; `member of` is an operator. */
export const JSON_FUNCTIONS: readonly (readonly [name: string, spec: FunctionSpec])[] = [
  ['json_extract', { min: 2, max: MANY, build: extract }],
  ['json_unquote', fixed(1, unquote)],
  ['json_quote', fixed(1, quote)],
  ['json_contains', { min: 2, max: 3, build: contains }],
  ['json_contains_path', { min: 3, max: MANY, build: containsPath }],
  ['json_overlaps', fixed(2, overlaps)],
  ['json_length', { min: 1, max: 2, build: ofPart('int', lengthOf) }],
  ['json_depth', fixed(1, ofPart('int', jsonDepth))],
  ['json_type', fixed(1, ofPart('string', jsonTypeName))],
  ['json_keys', { min: 1, max: 2, build: ofPart('json', keysOf) }],
  ['json_valid', fixed(1, valid)],
  ['json_array', { min: 0, max: MANY, build: array }],
  ['json_object', { min: 0, max: MANY, build: object }],
  ['member of', fixed(2, memberOf)],
];
