import { compileOwnSchema, describeFieldErrors } from '../../config/checkedBy';
import { WireError } from '../../errors/TiValveError';
import type { RunStatus } from '../../pipeline/runningPipeline';
import type { PluginStatus, SwapPhase } from '../../pipeline/swap/swap';
import type { ErrorAnswer } from './controlError';

/** A type as JSON carries it: a ts is a decimal string. */
export type Wired<T> = T extends bigint
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Wired<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Wired<T[Key]> }
      : T;

export type WiredStatus = Wired<RunStatus>;
export type WiredPlugin = Wired<PluginStatus>;
export type WiredPhase = Wired<SwapPhase>;
export type WiredReceipt = Extract<WiredPhase, { phase: 'done' }>['receipt'];

// What the commands look at is checked; more may come from a run of a later release.
const text = { type: 'string' };
const ts = { type: 'string', pattern: '^[0-9]{1,20}$' };
const number = { type: 'number' };
const reason = { type: 'object', required: ['code', 'message'], properties: { code: text, message: text } };
const version = {
  type: 'object',
  required: ['identity', 'label', 'digest'],
  properties: { identity: text, label: text, digest: text },
};
const receipt = {
  type: 'object',
  required: ['epoch', 'plugin', 'outcome', 'from', 'tables'],
  properties: {
    epoch: number,
    plugin: text,
    outcome: text,
    reason,
    from: version,
    to: version,
    tables: {
      type: 'array',
      items: {
        type: 'object',
        required: ['db', 'table', 'tableId', 'fence', 'pauseMs'],
        properties: {
          db: text,
          table: text,
          tableId: number,
          fence: ts,
          lastTsOut: ts,
          firstTsOut: ts,
          pauseMs: number,
        },
      },
    },
  },
};
const plugin = {
  type: 'object',
  required: ['plugin', 'kind', 'active', 'epoch', 'phase'],
  properties: {
    plugin: text,
    kind: text,
    active: version,
    epoch: number,
    phase: text,
    candidate: version,
    last: receipt,
  },
};
const status = {
  type: 'object',
  required: ['changefeed', 'state', 'checkpointTs', 'resolvedTs', 'rows', 'ddls', 'plugins'],
  properties: {
    changefeed: text,
    state: text,
    checkpointTs: ts,
    resolvedTs: ts,
    rows: number,
    ddls: number,
    plugins: { type: 'array', items: plugin },
    error: reason,
  },
};
const phase = {
  type: 'object',
  required: ['phase', 'epoch', 'plugin'],
  properties: { phase: text, epoch: number, plugin: text, detail: text, receipt },
  anyOf: [
    { type: 'object', required: ['receipt'] },
    { type: 'object', properties: { phase: { type: 'string', not: { type: 'string', const: 'done' } } } },
  ],
};
const error = {
  type: 'object',
  required: ['code', 'message'],
  properties: { code: text, message: text, status: { type: 'integer' } },
};

function answerParser<T>(schema: object): (answer: unknown) => T {
  const validate = compileOwnSchema<T>(schema);
  return (answer) => {
    if (validate(answer)) return answer;
    throw new WireError(
      'TV_WIRE_MALFORMED',
      `the run answers what this release does not know: ${describeFieldErrors(validate)}`,
      {
        hint: 'run the command with the release of TiValve that the run has',
      },
    );
  };
}

/** Each returns what a run answered, or throws `TV_WIRE_MALFORMED`. */
export const parseStatus = answerParser<WiredStatus>(status);
export const parsePhase = answerParser<WiredPhase>(phase);
export const parseError = answerParser<ErrorAnswer>(error);
