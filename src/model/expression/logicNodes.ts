import { type Node, truthNode, truthOf } from './nodes';

/** `of` itself, or `NOT of` when `negated`. */
export function not(of: Node, negated: boolean): Node {
  if (!negated) return of;
  const truth = truthOf(of);
  return truthNode((row) => {
    const value = truth(row);
    return value === null ? null : value === 1 ? 0 : 1;
  }, of.constant);
}

/** AND, OR and XOR with three values. */
export function logicNode(op: 'and' | 'or' | 'xor', args: readonly Node[]): Node {
  const truths = args.map(truthOf);
  const isConstant = args.every((arg) => arg.constant);
  if (op === 'xor') {
    return truthNode((row) => {
      let result: 0 | 1 = 0;
      for (const truth of truths) {
        const value = truth(row);
        if (value === null) return null;
        if (value === 1) result = result === 1 ? 0 : 1;
      }
      return result;
    }, isConstant);
  }
  // AND is decided by the first 0, OR by the first 1.
  const deciding = op === 'and' ? 0 : 1;
  const otherwise = op === 'and' ? 1 : 0;
  return truthNode((row) => {
    let unknown = false;
    for (const truth of truths) {
      const value = truth(row);
      if (value === deciding) return deciding;
      if (value === null) unknown = true;
    }
    return unknown ? null : otherwise;
  }, isConstant);
}

/** `of IS [NOT] what`, which is never NULL. */
export function isNode(of: Node, what: 'null' | 'true' | 'false', negated: boolean): Node {
  const [yes, no] = negated ? ([0, 1] as const) : ([1, 0] as const);
  if (what === 'null') {
    const read = of.text ?? of.evaluate;
    return truthNode((row) => (read(row) === null ? yes : no), of.constant);
  }
  const wanted = what === 'true' ? 1 : 0;
  const truth = truthOf(of);
  return truthNode((row) => (truth(row) === wanted ? yes : no), of.constant);
}
