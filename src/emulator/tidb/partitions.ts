import { EmulatorError } from '../../errors/TiValveError';
import type { TableId } from '../../model/table';
import { nameJson, type PartitionDefinitionJson, type PartitionInfoJson } from './schemaJson';

const TYPES = { range: 1, hash: 2, list: 3 } as const;

/** A partition of a table that is partitioned by ranges. */
export interface RangePartition {
  readonly name: string;
  /** The first value that is not in it. */
  readonly lessThan: number | bigint | 'MAXVALUE';
}

/** A partition of a table that is partitioned by lists. */
export interface ListPartition {
  readonly name: string;
  readonly values: readonly (number | bigint | null)[];
}

/** How a table's rows are split by one integer column. */
export type PartitionSpec =
  | { readonly by: 'range'; readonly column: string; readonly partitions: readonly RangePartition[] }
  | { readonly by: 'list'; readonly column: string; readonly partitions: readonly ListPartition[] }
  | { readonly by: 'hash'; readonly column: string; readonly count: number };

/** How many ids the partitions need. */
export function partitionCount(spec: PartitionSpec): number {
  return spec.by === 'hash' ? spec.count : spec.partitions.length;
}

/** The partitions of a new table. */
export function partitionInfo(spec: PartitionSpec, ids: readonly TableId[]): PartitionInfoJson {
  const partitions =
    spec.by === 'hash' ? Array.from({ length: spec.count }, (_, i) => ({ name: `p${i}` })) : spec.partitions;
  return {
    type: TYPES[spec.by],
    expr: `\`${spec.column}\``,
    columns: null,
    enable: true,
    is_empty_columns: false,
    definitions: definitionsOf(partitions, ids),
    adding_definitions: null,
    dropping_definitions: null,
    states: null,
    num: partitions.length,
    ddl_state: 0,
  };
}

/** Partitions under the ids given. */
export function definitionsOf(
  partitions: readonly (RangePartition | ListPartition | { readonly name: string })[],
  ids: readonly TableId[],
): readonly PartitionDefinitionJson[] {
  return partitions.map((partition, i) => ({
    id: ids[i] ?? 0,
    name: nameJson(partition.name),
    less_than: 'lessThan' in partition ? [String(partition.lessThan)] : null,
    in_values:
      'values' in partition ? partition.values.map((value) => [value === null ? 'NULL' : String(value)]) : null,
    policy_ref_info: null,
  }));
}

/** The partition that a row belongs to. Throws `TV_EMULATOR_USAGE` when there is none. */
export function choosePartition(
  { type, definitions }: PartitionInfoJson,
  value: bigint | null,
  table: string,
): PartitionDefinitionJson {
  const found = definitions.find((definition, i) => {
    if (type === TYPES.hash) {
      const rest = Number((value ?? 0n) % BigInt(definitions.length));
      return Math.abs(rest) === i;
    }
    if (type === TYPES.list)
      return definition.in_values?.some(([item]) => item === (value === null ? 'NULL' : String(value)));
    const [bound = ''] = definition.less_than ?? [];
    return value === null || bound === 'MAXVALUE' || value < BigInt(bound);
  });
  if (found === undefined) throw new EmulatorError('TV_EMULATOR_USAGE', `${table} has no partition for ${value}`);
  return found;
}
