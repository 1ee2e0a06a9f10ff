import type { MonoTypeOperatorFunction } from 'rxjs';
import { PipelineError } from '../errors/TiValveError';
import type { DdlEvent } from '../model/ddl';
import type { DeadLetters } from '../model/deadLetter';
import type { ChangeEvent } from '../model/event';
import { expand } from '../model/expand';
import type { DdlRule } from '../model/filterRules';
import { type Flow, nonEmptyBatch } from '../model/flow';
import { type Logger, NO_LOGGER } from '../model/logger';
import { type Metrics, NO_METRICS } from '../model/metrics';
import { compileDdlPolicies } from './ddlPolicy';

export interface DecideDdlsOptions {
  /** What becomes of which DDLs; the first rule that takes one decides. @defaultValue `[]` */
  readonly rules?: readonly DdlRule[];
  /** Whether table rules tell upper and lower case apart. @defaultValue `false` */
  readonly caseSensitive?: boolean;
  /** Takes the DDLs whose policy is `deadLetter`. Has to be there when a rule says so. */
  readonly deadLetters?: DeadLetters;
  readonly logger?: Logger;
  readonly metrics?: Metrics;
}

/**
 * Decides on DDLs: whether they go on, are left out, are kept as dead letters, or end the stream.
 *
 * ```text
 * source:  --[3]--D5--[7]--r9--D10--|      D5 is to be skipped, D10 to stop
 *              decideDdls({ rules })
 * output:  --[3]------[7]--r9--#
 * ```
 *
 * Without a rule a DDL goes on, and one whose job cannot be read ends the stream. What is left out has changed the schema
 * all the same, so that later rows are read correctly; of a job that cannot be read the tables have no schema, and their
 * rows are dropped until a later DDL tells one.
 *
 * Costs nothing for rows. Holds nothing.
 *
 * Errors with `TV_PIPELINE_DDL_STOPPED`, with `TV_SCHEMA_DDL_JOB_CORRUPT` for a job that cannot be read, and at once with
 * what `compileDdlPolicies` throws.
 *
 * @example
 * ```ts
 * mounted$.pipe(decideDdls({ rules: [{ kinds: ['drop table', 'truncate table'], policy: 'stop' }] }));
 * ```
 */
export function decideDdls(options: DecideDdlsOptions = {}): MonoTypeOperatorFunction<Flow<ChangeEvent>> {
  const { rules = [], deadLetters, logger = NO_LOGGER, metrics = NO_METRICS } = options;
  const policyOf = compileDdlPolicies(rules, options);
  const goesOn = (ddl: DdlEvent): boolean => {
    const policy = policyOf(ddl);
    if (policy === 'apply') return true;
    if (policy === 'stop') throw ddl.unreadable ?? stoppedBy(ddl);
    if (policy === 'deadLetter') deadLetters?.add(letterOf(ddl));
    const { db, table, ddlType, startTs, commitTs } = ddl;
    metrics.add(policy === 'skip' ? 'tivalve_ddl_skipped_total' : 'tivalve_ddl_dead_letters_total', 1);
    logger.warn({ db, table, ddlType, startTs: `${startTs}`, commitTs: `${commitTs}`, policy }, 'DDL is left out');
    return false;
  };
  return expand((flow): readonly Flow<ChangeEvent>[] => {
    if (flow.kind === 'resolved' || !flow.items.some(({ kind }) => kind === 'ddl')) return [flow];
    return nonEmptyBatch(flow.items.filter((event) => event.kind === 'row' || goesOn(event)));
  });
}

function stoppedBy(ddl: DdlEvent): PipelineError {
  return new PipelineError('TV_PIPELINE_DDL_STOPPED', `${nameOf(ddl)} at ${ddl.commitTs}: ${ddl.query}`, {
    hint: `carry it out downstream and put "${ddl.startTs}" into filter.ignoreTxnStartTs, or choose another policy for it in ddl`,
  });
}

function letterOf(ddl: DdlEvent): Parameters<DeadLetters['add']>[0] {
  if (ddl.unreadable !== undefined) {
    const { code, message } = ddl.unreadable;
    return { event: ddl, code, message };
  }
  return { event: ddl, code: 'TV_PIPELINE_DDL_STOPPED', message: `the policy of ${nameOf(ddl)} is deadLetter` };
}

function nameOf({ ddlType, db, table }: DdlEvent): string {
  return `${ddlType} of ${table === '' ? db : `${db}.${table}`}`;
}
