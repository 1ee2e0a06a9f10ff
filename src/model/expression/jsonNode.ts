import { EvaluationFailure, ExpressionMistake } from './ExpressionMistake';
import { JsonMistake, type JsonValue, parseJson } from './jsonValue';
import { constantValue, type Datum, doubleOf, type Evaluate, isTemporal, type Node, node } from './nodes';

/** Reads one JSON text. Throws `EvaluationFailure`, as MySQL answers with an error. */
export function readJson(text: string): JsonValue {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonMistake)) throw error;
    throw new EvaluationFailure(`a text is not JSON: ${error.message}`);
  }
}

/**
 * `of` as JSON. Throws `ExpressionMistake` for what has no JSON here, and for a constant text that is not JSON.
 *
 * @param strings - whether a string is a JSON text, or a value that becomes a JSON string
 */
export function jsonOf(of: Node, strings: 'parse' | 'quote', at: number): Node {
  const { evaluate, constant } = of;
  const converted = (convert: (value: Exclude<Datum, null>) => JsonValue): Evaluate => {
    return (row) => {
      const value = evaluate(row);
      return value === null ? null : convert(value);
    };
  };
  if (of.kind === 'null' || of.kind === 'json') return of;
  if (isTemporal(of)) throw new ExpressionMistake('dates and times have no JSON here; use CAST(… AS CHAR)', at);
  switch (of.kind) {
    case 'string':
      if (of.collation.binary) throw new ExpressionMistake('bytes have no JSON', at);
      if (strings === 'quote')
        return node(
          'json',
          converted((value) => ({ kind: 'string', value: String(value) })),
          { constant },
        );
      if (constant) checkJson(constantValue(of), at);
      return node(
        'json',
        converted((value) => readJson(String(value))),
        { constant },
      );
    case 'int':
    case 'uint':
      if (of.isTruth === true) {
        return node(
          'json',
          converted((value) => ({ kind: 'boolean', value: value === 1 })),
          { constant },
        );
      }
      return node(
        'json',
        converted((value) => ({ kind: 'integer', value: value as number | bigint })),
        { constant },
      );
    default: {
      const double = doubleOf(of);
      return node(
        'json',
        (row) => {
          const value = double(row);
          return value === null ? null : { kind: 'double', value };
        },
        { constant },
      );
    }
  }
}

function checkJson(text: Datum, at: number): void {
  try {
    if (text !== null) parseJson(String(text));
  } catch (error) {
    if (!(error instanceof JsonMistake)) throw error;
    throw new ExpressionMistake(`this is no JSON: ${error.message}`, at);
  }
}
