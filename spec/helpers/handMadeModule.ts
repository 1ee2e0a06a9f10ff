/** Modules that no compiler makes, byte by byte. */

/** The unsigned LEB128 of a number. */
export function leb(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...leb(Math.floor(value / 128))];
}

/** A byte string with its length in front. */
export function vector(bytes: ArrayLike<number>): number[] {
  return [...leb(bytes.length), ...Array.from(bytes)];
}

/** A name with its length in front. */
export function name(text: string): number[] {
  return vector(Buffer.from(text));
}

/** Opcodes, as far as guests of specs need them. */
export const OP = {
  unreachable: 0x00,
  loop: [0x03, 0x40],
  if: [0x04, 0x40],
  end: 0x0b,
  br: 0x0c,
  return: 0x0f,
  call: 0x10,
  drop: 0x1a,
  localGet: 0x20,
  i32Const: 0x41,
  i32Eqz: 0x45,
  i32Store: 0x36,
  i32Load: 0x28,
  i32Add: 0x6a,
  i32Sub: 0x6b,
  memoryGrow: [0x40, 0x00],
  tableGrow: [0xfc, 0x0f],
  refNull: [0xd0, 0x70],
} as const;

/** `i32.const`. */
export function i32(value: number): number[] {
  const bytes: number[] = [OP.i32Const];
  let rest = value | 0;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    if ((rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)) return [...bytes, low];
    bytes.push(low | 0x80);
  }
}

/** A function that is imported; its parameters are i32. */
export interface Imported {
  readonly module: string;
  readonly name: string;
  readonly params: number;
  readonly returns?: boolean;
}

/** The waPC functions that a guest answers with. */
export const WAPC = {
  request: { module: 'wapc', name: '__guest_request', params: 2 },
  response: { module: 'wapc', name: '__guest_response', params: 2 },
  error: { module: 'wapc', name: '__guest_error', params: 2 },
  print: { module: 'wapc', name: '__console_log', params: 2 },
  hostCall: { module: 'wapc', name: '__host_call', params: 8, returns: true },
} as const satisfies Record<string, Imported>;

/** What a module is made of. */
export interface HandMade {
  /** Functions 0, 1, 2 … @defaultValue none */
  readonly imports?: readonly Imported[];
  /** Bodies of functions without `end`: `__guest_call` has two parameters and answers an i32, others have neither. */
  readonly functions?: Readonly<Record<string, readonly number[]>>;
  /** More names of functions, each with the one it stands for. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** Limits of the memory; `null` for none. @defaultValue one page that may grow */
  readonly memory?: readonly number[] | null;
  /** Limits of a table of functions. @defaultValue none */
  readonly table?: readonly number[];
  /** Name of the function that the start section names. */
  readonly start?: string;
  /** Bytes at the beginning of the memory. */
  readonly data?: string | Uint8Array;
  /** An object, or a text that need not be JSON; `undefined` for none. */
  readonly manifest?: object | string;
}

/** The least that a manifest says. */
export const MANIFEST = { name: 'hostile', version: '1.0.0', abi: 'v1', kind: 'sink' } as const;

const I32 = 0x7f;

function section(id: number, body: readonly number[]): Buffer {
  return Buffer.from([id, ...leb(body.length), ...body]);
}

/** A module by its parts. */
export function handMadeModule(parts: HandMade): Uint8Array {
  const { imports = [], functions = {}, aliases = {}, memory = [0, 1], table, start, data, manifest } = parts;
  const names = Object.keys(functions);
  const typeOf = (params: number, returns = false): number[] => [
    0x60,
    ...vector(Array<number>(params).fill(I32)),
    ...vector(returns ? [I32] : []),
  ];
  const types = [
    ...imports.map(({ params, returns }) => typeOf(params, returns)),
    ...names.map((one) => (one === '__guest_call' ? typeOf(2, true) : typeOf(0))),
  ];
  const importEntries = imports.map((one, i) => [...name(one.module), ...name(one.name), 0, ...leb(i)]);
  const exportEntries = names.map((one, i) => [...name(one), 0, ...leb(imports.length + i)]);
  for (const [alias, one] of Object.entries(aliases))
    exportEntries.push([...name(alias), 0, ...leb(imports.length + names.indexOf(one))]);
  if (memory !== null) exportEntries.push([...name('memory'), 2, 0]);
  const bodies = Object.values(functions).map((body) => vector([0, ...body, OP.end]));
  const list = (entries: readonly (readonly number[])[]): number[] => [...leb(entries.length), ...entries.flat()];
  return Buffer.concat([
    Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]),
    section(1, list(types)),
    section(2, list(importEntries)),
    section(3, list(names.map((_one, i) => leb(imports.length + i)))),
    ...(table === undefined ? [] : [section(4, list([[0x70, ...table]]))]),
    ...(memory === null ? [] : [section(5, list([memory]))]),
    section(7, list(exportEntries)),
    ...(start === undefined ? [] : [section(8, leb(imports.length + names.indexOf(start)))]),
    section(10, list(bodies)),
    ...(data === undefined ? [] : [section(11, list([[0, ...i32(0), OP.end, ...vector(Buffer.from(data))]]))]),
    ...(manifest === undefined
      ? []
      : [
          section(0, [
            ...name('tivalve.manifest'),
            ...Buffer.from(typeof manifest === 'string' ? manifest : JSON.stringify(manifest)),
          ]),
        ]),
  ]);
}

/** A module of so many functions that do nothing. */
export function manyFunctions(count: number): Uint8Array {
  const type = section(1, [1, 0x60, 0, 0]);
  const body = (head: number[], filler: Buffer): Buffer => Buffer.concat([Buffer.from(head), filler]);
  const functions = body(leb(count), Buffer.alloc(count, 0));
  const code = body(leb(count), Buffer.alloc(count * 3, Buffer.from([2, 0, OP.end])));
  const long = (id: number, bytes: Buffer): Buffer => body([id, ...leb(bytes.length)], bytes);
  return Buffer.concat([Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]), type, long(3, functions), long(10, code)]);
}
