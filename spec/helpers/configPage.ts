import { pipelineConfigSchema } from '../../src/config/pipelineConfig';
import { tikvSourceConfigSchema } from '../../src/config/tikvSourceConfig';
import { pluginSettingsSchema } from '../../src/wasm/pluginSettings';

interface FieldSchema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly items?: FieldSchema;
}

/** The text of docs/config.md, from the schemas that check what people write. */
export function renderConfigPage(): string {
  return [
    '# Configuration',
    '',
    'Written from the schemas; a spec fails when the two differ.',
    '',
    '## Pipeline',
    '',
    'The data part of `definePipeline({ … })`, and the file behind `tivalve replay --config`.',
    '',
    ...rowsOf(pipelineConfigSchema),
    '',
    '## A running cluster',
    '',
    'What `tikvSource({ … })` takes.',
    '',
    ...rowsOf(tikvSourceConfigSchema),
    '',
    '## Plugin',
    '',
    'The file behind `config=` of a `wasm:` sink.',
    '',
    ...rowsOf(pluginSettingsSchema),
    '',
  ].join('\n');
}

function rowsOf(schema: FieldSchema): string[] {
  return ['| field | type | default | |', '| --- | --- | --- | --- |', ...fieldsOf(schema, '')];
}

function fieldsOf(schema: FieldSchema, prefix: string): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const bounds = [
      field.minimum === undefined ? '' : `at least ${field.minimum}`,
      field.maximum === undefined ? '' : `at most ${field.maximum}`,
    ]
      .filter((text) => text !== '')
      .join(', ');
    const shown =
      field.default === undefined || field.properties !== undefined ? '' : `\`${JSON.stringify(field.default)}\``;
    const description = `${field.description ?? ''}${bounds === '' ? '' : ` (${bounds})`}`;
    return [
      `| \`${prefix}${name}\` | ${field.type ?? ''} | ${shown} | ${description} |`,
      ...fieldsOf(field, `${prefix}${name}.`),
      ...(field.items === undefined ? [] : fieldsOf(field.items, `${prefix}${name}[].`)),
    ];
  });
}
