import { EvaluationFailure } from './ExpressionMistake';
import { compareJson, type JsonArray, type JsonObject, type JsonValue, jsonKey } from './jsonValue';

/** Values that one JSON_CONTAINS may look at: objects in one array are compared with each in the other. */
const MOST_STEPS = 10_000_000;

/**
 * Whether `candidate` is contained in `document`, as in TiDB: an object in one that has its members, an array in one that
 * contains each of its items, anything else in an array that has it at any depth of arrays, or in its equal.
 *
 * Takes time linear in both for everything but objects in arrays. Throws `EvaluationFailure` where that takes too long.
 */
export function containsJson(document: JsonValue, candidate: JsonValue): boolean {
  return new Containment().holds(document, candidate);
}

class Containment {
  private steps = 0;

  holds(document: JsonValue, candidate: JsonValue): boolean {
    this.count(1);
    if (document.kind === 'array') return this.arrayHolds(document, candidate);
    if (document.kind !== 'object') return compareJson(document, candidate) === 0;
    return candidate.kind === 'object' && this.objectHolds(document, candidate);
  }

  private objectHolds(document: JsonObject, candidate: JsonObject): boolean {
    for (const [key, wanted] of candidate.members) {
      const member = document.members.get(key);
      if (member === undefined || !this.holds(member, wanted)) return false;
    }
    return true;
  }

  private arrayHolds(document: JsonArray, candidate: JsonValue): boolean {
    const leaves = this.leavesOf(document);
    const objects = leaves.filter((leaf) => leaf.kind === 'object');
    let scalars: ReadonlySet<string> | undefined;
    return this.leavesOf(candidate).every((wanted) => {
      if (wanted.kind === 'object') return objects.some((object) => this.holds(object, wanted));
      scalars ??= new Set(leaves.filter((leaf) => leaf.kind !== 'object').map(jsonKey));
      return scalars.has(jsonKey(wanted));
    });
  }

  /** What is in an array and in the arrays in it. */
  private leavesOf(value: JsonValue, into: JsonValue[] = []): readonly JsonValue[] {
    if (value.kind === 'array') for (const item of value.items) this.leavesOf(item, into);
    else into.push(value);
    this.count(1);
    return into;
  }

  private count(steps: number): void {
    this.steps += steps;
    if (this.steps > MOST_STEPS) throw new EvaluationFailure('JSON_CONTAINS has too much to compare');
  }
}

/** Whether two documents have a member or an item in common; what is no container is an array of one. */
export function overlapsJson(a: JsonValue, b: JsonValue): boolean {
  if (a.kind === 'object' && b.kind === 'object') {
    for (const [key, member] of b.members) {
      const other = a.members.get(key);
      if (other !== undefined && compareJson(other, member) === 0) return true;
    }
    return false;
  }
  if (a.kind !== 'array' && b.kind !== 'array') return compareJson(a, b) === 0;
  const known = new Set(itemsOf(a).map(jsonKey));
  return itemsOf(b).some((item) => known.has(jsonKey(item)));
}

/** Whether an array has the value as an item; what is no array is one of itself. */
export function isMemberOf(value: JsonValue, document: JsonValue): boolean {
  return itemsOf(document).some((item) => compareJson(item, value) === 0);
}

const itemsOf = (value: JsonValue): readonly JsonValue[] => (value.kind === 'array' ? value.items : [value]);
