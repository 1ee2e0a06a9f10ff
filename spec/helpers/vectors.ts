import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A value as row JSON writes it. */
type Shown = string | number | null;

/** Golden bytes of keys. Bytes are hex, integers digits, types as SQL writes them. */
export interface KeyVectors {
  readonly bytes: readonly {
    readonly id: string;
    readonly form: 'ascending' | 'descending' | 'compact';
    readonly bytes: string;
    readonly encoded: string;
  }[];
  readonly integers: readonly {
    readonly id: string;
    readonly type: 'int' | 'uint';
    readonly value: string;
    readonly ascending: string;
    readonly descending: string;
  }[];
  readonly floats: readonly {
    readonly id: string;
    readonly value: string;
    readonly bits: string;
    readonly comparable: string;
  }[];
  readonly varints: readonly {
    readonly id: string;
    readonly type: 'varint' | 'uvarint';
    readonly value: string;
    readonly encoded: string;
  }[];
  readonly recordKeys: readonly {
    readonly id: string;
    readonly what: string;
    readonly table: number;
    readonly key: string;
    readonly length: number;
    /** Of the handle's columns; a collation may follow. */
    readonly types: readonly string[];
    readonly values: readonly Shown[];
  }[];
  readonly indexKeys: readonly {
    readonly id: string;
    readonly what: string;
    readonly table: number;
    readonly index: string;
    readonly key: string;
    readonly types: readonly string[];
    readonly values: readonly Shown[];
    readonly partition?: number;
    readonly handle?: string;
  }[];
  readonly tikvForms: readonly BytesVector[];
  readonly spans: readonly BytesVector[];
  readonly metaKeys: readonly {
    readonly id: string;
    readonly what: string;
    readonly key: string;
    readonly parsed?: MetaKeyVector;
  }[];
  readonly ddlRows: readonly { readonly id: string; readonly what: string; readonly key: string }[];
}

interface BytesVector {
  readonly id: string;
  readonly what: string;
  readonly bytes: string;
}

/** What a metadata key addresses. */
export interface MetaKeyVector {
  readonly kind: 'string' | 'hash' | 'list' | 'listMeta';
  readonly name: string;
  readonly field?: string;
  readonly fieldBytes?: string;
  readonly index?: string;
}

interface TypedVector {
  readonly id: string;
  readonly type: string;
  readonly value: string | number;
  readonly data: string;
}

interface RowVector {
  readonly id: string;
  readonly columns: readonly (readonly [id: number, type: string, value: Shown])[];
  readonly value: string;
  readonly checksumVersion?: number;
  /** What a checksum of version 0 covers. */
  readonly covered?: string;
  readonly crc32?: string;
}

/** Golden bytes of values. */
export interface ValueVectors {
  readonly scalars: readonly TypedVector[];
  readonly decimals: readonly TypedVector[];
  readonly dates: readonly (TypedVector & {
    /** With all six fraction digits. */
    readonly full: string;
    readonly packed: string;
    readonly packedHex: string;
  })[];
  readonly times: readonly (TypedVector & { readonly nanoseconds: string; readonly key: string })[];
  readonly json: readonly { readonly id: string; readonly text: string; readonly data: string }[];
  readonly datums: readonly {
    readonly id: string;
    readonly types: readonly string[];
    readonly values: readonly Shown[];
    readonly datum: string;
  }[];
  readonly oldRows: readonly RowVector[];
  readonly rows: readonly RowVector[];
}

/** Golden bytes of the schema and of DDL jobs. */
export interface SchemaVectors {
  readonly entries: readonly {
    readonly id: string;
    readonly what: string;
    readonly key: string;
    readonly parsed: MetaKeyVector;
    readonly value?: string;
    readonly text?: string;
    readonly sample?: string;
    readonly bytes?: number;
    readonly crc32?: string;
  }[];
  readonly fragments: readonly {
    readonly id: string;
    readonly what: string;
    readonly json: string;
    readonly bytes: number;
    readonly crc32: string;
  }[];
  readonly rawArgs: readonly {
    readonly id: string;
    readonly what: string;
    readonly type: number;
    readonly version1: unknown;
    readonly version2: unknown;
  }[];
  readonly jobRows: readonly {
    readonly id: string;
    readonly what: string;
    readonly key: string;
    readonly action: string;
    readonly op?: 'DELETE';
    readonly value?: string;
    readonly sample?: string;
    readonly bytes?: number;
    readonly crc32?: string;
    readonly starts?: string;
  }[];
  readonly samples: readonly {
    readonly id: string;
    readonly bytes: number;
    readonly crc32: string;
    readonly json: string;
  }[];
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(join(__dirname, '..', 'fixtures', 'vectors', `${name}.json`), 'utf8'));
}

export const KEY_VECTORS = read('keys') as KeyVectors;
export const VALUE_VECTORS = read('values') as ValueVectors;
export const SCHEMA_VECTORS = read('schema') as SchemaVectors;

/** The vector with that id. */
export function vectorOf<T extends { readonly id: string }>(vectors: readonly T[], id: string): T {
  const vector = vectors.find((candidate) => candidate.id === id);
  if (vector === undefined) throw new Error(`there is no vector ${id}`);
  return vector;
}

/** `varchar(9) utf8mb4_bin` as a type and its collation. */
export function typeAndCollation(text: string): { readonly type: string; readonly collation?: string } {
  const [, type = text, collation] = /^(.*?)(?: (utf8mb4_\w+))?$/.exec(text) ?? [];
  return { type, ...(collation !== undefined && { collation }) };
}
