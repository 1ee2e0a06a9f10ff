import { messageOf, StoreError } from '../../errors/TiValveError';
import { parseTs } from '../../model/ts';
import type { PluginVersion, Probation, SwapReceipt, TableReceipt } from './swap';
import type { SwapReason, SwapRecord } from './swapState';

const FORMAT = 'tivalve-swap';
const STEPS = ['idle', 'preparing', 'committing', 'rollingBack'] as const;
const OUTCOMES = ['committed', 'aborted', 'rolledBack'] as const;

/** The durable record of a plugin, with how the last swap that is written down ended. */
export interface StoredSwapRecord extends SwapRecord {
  readonly last?: SwapReceipt;
}

/** The key of a plugin's record. */
export const swapRecordKey = (plugin: string): string => `plugins/${plugin}`;

/**
 * The version that was decided upon; `undefined` when there is none, or when the definition has changed since and so
 * names the version itself.
 */
export function decidedVersion(record: SwapRecord | undefined, baseIdentity: string): PluginVersion | undefined {
  return record?.base === baseIdentity ? record.active : undefined;
}

/** A record as text: JSON, each ts as a decimal string. */
export function formatSwapRecord(record: StoredSwapRecord): string {
  return JSON.stringify({ format: FORMAT, version: 1, ...record }, (_key, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
}

/** Reads what `formatSwapRecord` has written. Errors with `TV_STORE_COORDINATOR_CORRUPT` when `text` is anything else. */
export function parseSwapRecord(plugin: string, text: string): StoredSwapRecord {
  try {
    return readRecord(fieldsOf(JSON.parse(text), 'record'));
  } catch (cause) {
    throw new StoreError('TV_STORE_COORDINATOR_CORRUPT', `${swapRecordKey(plugin)}: ${messageOf(cause)}`, {
      cause,
      hint: 'remove the file to start on the versions that the pipeline names, or name another state folder',
    });
  }
}

type Fields = Readonly<Record<string, unknown>>;

function readRecord(json: Fields): StoredSwapRecord {
  if (json['format'] !== FORMAT || json['version'] !== 1)
    throw new Error(`not a record of format ${FORMAT}, version 1`);
  const { previous, probation, failed, reason, last } = json;
  return {
    epoch: countOf(json['epoch'], 'epoch'),
    base: textOf(json['base'], 'base'),
    active: readVersion(json['active'], 'active'),
    ...(previous !== undefined && { previous: readVersion(previous, 'previous') }),
    step: oneOf(STEPS, json['step'], 'step'),
    ...(probation !== undefined && { probation: readProbation(probation) }),
    ...(failed !== undefined && { failed: readVersion(failed, 'failed') }),
    ...(reason !== undefined && { reason: readReason(reason) }),
    ...(last !== undefined && { last: readReceipt(last) }),
  };
}

function readVersion(value: unknown, where: string): PluginVersion {
  const { identity, label, digest, settings } = fieldsOf(value, where);
  return {
    identity: textOf(identity, `${where}.identity`),
    label: textOf(label, `${where}.label`),
    digest: textOf(digest, `${where}.digest`),
    settings: fieldsOf(settings, `${where}.settings`),
  };
}

function readProbation(value: unknown): Required<Probation> {
  const { batches, forMs, maxFailures } = fieldsOf(value, 'probation');
  return {
    batches: countOf(batches, 'probation.batches'),
    forMs: countOf(forMs, 'probation.forMs'),
    maxFailures: countOf(maxFailures, 'probation.maxFailures'),
  };
}

function readReason(value: unknown): SwapReason {
  const { code, message } = fieldsOf(value, 'reason');
  return { code: textOf(code, 'reason.code'), message: textOf(message, 'reason.message') };
}

function readReceipt(value: unknown): SwapReceipt {
  const { epoch, plugin, outcome, reason, from, to, tables } = fieldsOf(value, 'last');
  if (!Array.isArray(tables)) throw new Error('last.tables is missing');
  return {
    epoch: countOf(epoch, 'last.epoch'),
    plugin: textOf(plugin, 'last.plugin'),
    outcome: oneOf(OUTCOMES, outcome, 'last.outcome'),
    ...(reason !== undefined && { reason: readReason(reason) }),
    from: readVersion(from, 'last.from'),
    ...(to !== undefined && { to: readVersion(to, 'last.to') }),
    tables: tables.map(readTable),
  };
}

function readTable(value: unknown, index: number): TableReceipt {
  const where = `last.tables[${index}]`;
  const fields = fieldsOf(value, where);
  const tsOf = (name: string): bigint | undefined => {
    const text = fields[name];
    if (text === undefined) return undefined;
    const ts = typeof text === 'string' ? parseTs(text) : undefined;
    if (ts === undefined) throw new Error(`${where}.${name} is not a ts`);
    return ts;
  };
  const fence = tsOf('fence');
  if (fence === undefined) throw new Error(`${where}.fence is missing`);
  return {
    db: textOf(fields['db'], `${where}.db`),
    table: textOf(fields['table'], `${where}.table`),
    tableId: countOf(fields['tableId'], `${where}.tableId`),
    oldIdentity: textOf(fields['oldIdentity'], `${where}.oldIdentity`),
    newIdentity: textOf(fields['newIdentity'], `${where}.newIdentity`),
    fence,
    lastTsOut: tsOf('lastTsOut'),
    firstTsOut: tsOf('firstTsOut'),
    pauseMs: countOf(fields['pauseMs'], `${where}.pauseMs`),
  };
}

function fieldsOf(value: unknown, where: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${where} is not an object`);
  return value as Fields;
}

function textOf(value: unknown, where: string): string {
  if (typeof value !== 'string') throw new Error(`${where} is not a text`);
  return value;
}

function countOf(value: unknown, where: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) throw new Error(`${where} is not a count`);
  return value;
}

function oneOf<Name extends string>(names: readonly Name[], value: unknown, where: string): Name {
  const found = names.find((name) => name === value);
  if (found === undefined) throw new Error(`${where} is none of ${names.join(', ')}`);
  return found;
}
