import type { PipelineConfig } from '../config/pipelineConfig';
import { compileColumnPlans } from '../model/columnPlan';
import { checkColumnRules } from '../model/columnRuleCheck';
import type { DeadLetters } from '../model/deadLetter';
import type { Logger } from '../model/logger';
import type { Metrics } from '../model/metrics';
import { compileTableFilter } from '../model/tableFilter';
import { compileEventFilter } from '../operators/eventFilter';
import type { FilterRules } from '../operators/filterRows';
import { compileRowCheck } from '../schema/rowCheck';
import type { SchemaStorage } from '../schema/schemaStorage';

interface Hearers {
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** What `filterRows` is to do for a pipeline. Throws `TV_CONFIG_INVALID` for rules that cannot be. */
export function filterRules(
  config: PipelineConfig,
  { deadLetters, logger, metrics }: Hearers & { readonly deadLetters?: DeadLetters | undefined },
): FilterRules {
  const { ignoreTxnStartTs, events } = config.filter;
  const plans = compileColumnPlans(config, config);
  const check = compileRowCheck({
    integrity: config.integrity,
    ...(config.unreadableRows === 'deadLetter' && deadLetters !== undefined && { deadLetters }),
    isHidden: (table) => plans.of(table) !== undefined,
    logger,
    metrics,
  });
  return {
    tables: compileTableFilter(config.tables, config),
    keyless: config.forceReplicate ? 'pass' : 'drop',
    ...(ignoreTxnStartTs.length > 0 && { ignoreTxnStartTs: new Set(ignoreTxnStartTs.map(BigInt)) }),
    ...(events.length > 0 && { events: compileEventFilter(events, config) }),
    ...(check !== undefined && { check }),
    logger,
    metrics,
  };
}

/**
 * Fails at once, and not at some row, when a value expression does not fit a table that is there; a rule about columns that
 * takes none of them is told to the log.
 */
export function checkRules(config: PipelineConfig, schema: SchemaStorage, hearers: Hearers): void {
  const known = schema.tables();
  const idle = checkColumnRules(config, known, config);
  if (idle.length > 0)
    hearers.logger.warn({ rules: idle }, 'rules about columns take none of the tables that are there');
  const { tables, events } = filterRules(config, hearers);
  for (const table of known) if (tables?.matches(table) === true) events?.rowRule(table);
}
