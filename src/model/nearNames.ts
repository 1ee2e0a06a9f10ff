const MOST_NAMES = 3;
const LONGEST_NAME = 64;
/** Shorter names are part of too many others. */
const SHORTEST_PART = 3;

/**
 * The names that are likely meant by one that is not there, the nearest first: those that hold it or that it
 * holds, and those that a few letters turn it into, whatever their case.
 */
export function nearNames(wanted: string, names: readonly string[]): readonly string[] {
  const target = wanted.toLowerCase().slice(0, LONGEST_NAME);
  const farthest = Math.max(1, Math.floor(target.length * 0.4));
  const scored = [...new Set(names)].flatMap((name) => {
    const other = name.toLowerCase().slice(0, LONGEST_NAME);
    const [short, long] = target.length < other.length ? [target, other] : [other, target];
    const isPart = short.length >= SHORTEST_PART && long.includes(short);
    const distance = isPart ? 1 : distanceOf(target, other);
    return distance <= farthest ? [{ name, distance }] : [];
  });
  scored.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  return scored.slice(0, MOST_NAMES).map(({ name }) => name);
}

/** How many letters have to be put in, taken away or exchanged. */
function distanceOf(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const line = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swapped = (above[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      line.push(Math.min(swapped, (above[j] as number) + 1, (line[j - 1] as number) + 1));
    }
    above = line;
  }
  return above[b.length] as number;
}
