import { type NamePattern, PatternReader } from './namePattern';

/**
 * Compiles the pattern of a column's name: the wildcards, classes, quotes and regular expressions of table rules. Upper
 * and lower case are the same. Throws `TV_CONFIG_FILTER_SYNTAX`, which names the pattern.
 */
export function compileColumnPattern(text: string): NamePattern {
  const reader = new PatternReader(text, false, "columns look like 'email', 'card_*', '`odd name`', '/^re/'");
  const pattern = reader.pattern('column');
  if (reader.next !== undefined) throw reader.wrong(`unexpected '${reader.next}'`);
  return pattern;
}

/** Whether one of the patterns takes a column. */
export function takesColumn(patterns: readonly NamePattern[], name: string): boolean {
  return patterns.some((pattern) => pattern.matches(name));
}
