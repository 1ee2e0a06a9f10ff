/** A column type with values at its edges, as SQL writes them. */
export interface TypeCase {
  readonly type: string;
  /** Expressions; NULL is added to all of them. */
  readonly values: readonly string[];
  /** Whether the type can be a clustered primary key. @defaultValue `true` */
  readonly key?: boolean;
  /** Whether a column of the type can be added with the first value as its default. @defaultValue `true` */
  readonly default?: boolean;
  /** Whether servers may lack the type. @defaultValue `false` */
  readonly optional?: boolean;
}

const integers: readonly TypeCase[] = (
  [
    ['tinyint', 8n],
    ['smallint', 16n],
    ['mediumint', 24n],
    ['int', 32n],
    ['bigint', 64n],
  ] as const
).flatMap(([type, bits]): readonly TypeCase[] => {
  const half = 2n ** (bits - 1n);
  return [
    { type, values: [`${-half}`, `${half - 1n}`, '0', '-1', '1'] },
    { type: `${type} unsigned`, values: [`${2n ** bits - 1n}`, `${half}`, '0', '1'] },
  ];
});

const bits: readonly TypeCase[] = [1, 7, 8, 9, 24, 63, 64].map((count) => ({
  type: `bit(${count})`,
  values: [`b'${'1'.repeat(count)}'`, "b'0'", `b'1${'0'.repeat(count - 1)}'`],
}));

const decimals: readonly TypeCase[] = [
  [1, 0],
  [9, 9],
  [10, 2],
  [18, 9],
  [30, 30],
  [65, 0],
  [65, 30],
].map(([precision = 0, scale = 0]) => {
  const nines = `${'9'.repeat(precision - scale) || '0'}${scale === 0 ? '' : `.${'9'.repeat(scale)}`}`;
  const one = scale === 0 ? '1' : `0.${'0'.repeat(scale - 1)}1`;
  return { type: `decimal(${precision},${scale})`, values: [`'${nines}'`, `'-${nines}'`, '0', `'-${one}'`] };
});

const DIGITS = [0, 1, 2, 3, 4, 5, 6];
const fraction = (digits: number, digit: string): string => (digits === 0 ? '' : `.${digit.repeat(digits)}`);

const temporals: readonly TypeCase[] = [
  { type: 'date', values: ["'2024-02-29'", "'0000-00-00'", "'9999-12-31'", "'2024-00-00'", "'1000-01-01'"] },
  { type: 'year', values: ['2155', '1901', '0', '2024'] },
  ...DIGITS.flatMap((digits): readonly TypeCase[] => [
    {
      type: `datetime(${digits})`,
      values: [
        `'2024-02-29 12:34:56${fraction(digits, '7')}'`,
        "'0000-00-00 00:00:00'",
        `'9999-12-31 23:59:59${fraction(digits, '9')}'`,
      ],
    },
    {
      type: `timestamp(${digits})`,
      values: [
        `'2024-02-29 12:34:56${fraction(digits, '7')}'`,
        "'0000-00-00 00:00:00'",
        "'1970-01-01 00:00:01'",
        `'2038-01-19 03:14:07${fraction(digits, '9')}'`,
      ],
    },
    {
      type: `time(${digits})`,
      values: [`'-25:00:01${fraction(digits, '1')}'`, "'838:59:59'", "'-838:59:59'", "'00:00:00'"],
    },
  ]),
];

const WORDS = ["'abc'", "''", "'a  '", "' a'", "'A'"];
const texts: readonly TypeCase[] = [
  { charset: 'utf8mb4', more: ["'世界'", "'😀'", "'h\u00e9llo'"] },
  { charset: 'utf8', more: ["'世界'"] },
  { charset: 'latin1', more: ["'h\u00e9llo'"] },
  { charset: 'ascii', more: [] },
  { charset: 'gbk', more: ["'世界'"] },
].flatMap(({ charset, more }): readonly TypeCase[] =>
  ['char(20)', 'varchar(20)', 'tinytext', 'text', 'mediumtext', 'longtext'].map((type) => {
    const isLong = type.endsWith('text');
    return {
      type: `${type} CHARACTER SET ${charset}`,
      values: [...WORDS, ...more],
      key: !isLong,
      default: !isLong,
    };
  }),
);

const collated: readonly TypeCase[] = [
  'utf8mb4_general_ci',
  'utf8mb4_unicode_ci',
  'utf8mb4_0900_ai_ci',
  'utf8mb4_0900_bin',
  'utf8mb4_bin',
].map((collation) => ({
  type: `varchar(20) COLLATE ${collation}`,
  // No two of them are equal to any of these collations: they are keys, too.
  values: ["'abc '", "'Straße'", "'世界'", "'z😀'", "'É'"],
  optional: collation.includes('0900'),
}));

const binaries: readonly TypeCase[] = [
  { type: 'binary(4)', values: ["'ab'", "x'00'", "x'ffffffff'", "''"] },
  ...['varbinary(20)', 'tinyblob', 'blob', 'mediumblob', 'longblob'].map((type) => ({
    type,
    values: ["'ab'", "x'00'", "x'ff00'", "''"],
    key: type.startsWith('varbinary'),
    default: type.startsWith('varbinary'),
  })),
];

const SET_MEMBERS = Array.from({ length: 64 }, (_, i) => `'m${i}'`).join(',');
const ENUM_MEMBERS = Array.from({ length: 300 }, (_, i) => `'m${i}'`).join(',');
const members: readonly TypeCase[] = [
  { type: "enum('x','it''s','ü')", values: ["'x'", "'it''s'", "'ü'"] },
  { type: `enum(${ENUM_MEMBERS})`, values: ["'m299'", "'m0'", "'m255'", "'m256'"] },
  { type: "set('p','q','r')", values: ["'p,r'", "''", "'p,q,r'"] },
  { type: `set(${SET_MEMBERS})`, values: ["'m63'", "''", '18446744073709551615', '1'] },
];

const floats: readonly TypeCase[] = [
  { type: 'float', values: ['0.1', '0', '-3.40282e38', '1.17549e-38', '16777216', '-123.456'] },
  { type: 'float(7,2)', values: ['123.45', '-0.01'] },
  { type: 'double', values: ['0.1', '0', '1.7976931348623157e308', '-2.2250738585072014e-308', '1e15', '-1e-7'] },
  { type: 'double(10,3)', values: ['1234.567', '-0.001'] },
];

const documents: readonly TypeCase[] = [
  {
    type: 'json',
    key: false,
    default: false,
    values: [
      '\'{"b": [1, -1, 1.5, null, true], "a": {"": "x"}}\'',
      "'[]'",
      "'null'",
      '\'"text \\\\" \\\\u0001 世界"\'',
      "'18446744073709551615'",
      "'-9223372036854775808'",
      "'1e100'",
      "'3.0'",
      "CAST(x'00ff' AS JSON)",
      "CAST(CAST('2024-02-29' AS DATE) AS JSON)",
      "CAST(CAST('2024-02-29 12:34:56.789' AS DATETIME(3)) AS JSON)",
      "CAST(CAST('-25:00:01.5' AS TIME(1)) AS JSON)",
      'CAST(1.25 AS JSON)',
      'CAST(18446744073709551615 AS JSON)',
      "JSON_OBJECT('bits', b'101', 'time', CAST('10:11:12' AS TIME))",
    ],
  },
  { type: 'vector', values: ["'[]'", "'[1,-2,0.5]'", "'[1e-10,3.4e38]'"], key: false, default: false, optional: true },
  { type: 'vector(3)', values: ["'[1,2,3]'"], key: false, default: false, optional: true },
];

/** Every type of TiDB, with values at its edges. */
export const TYPE_CASES: readonly TypeCase[] = [
  ...integers,
  ...bits,
  ...decimals,
  ...floats,
  ...temporals,
  ...texts,
  ...collated,
  ...binaries,
  ...members,
  ...documents,
];
