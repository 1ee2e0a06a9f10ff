import { ConfigError, PipelineError } from '../../errors/TiValveError';
import type { RowEvent } from '../row';
import type { Table } from '../table';
import { bindSyntax, checkSyntax } from './bindExpression';
import type { RowSide } from './columnNode';
import { EvaluationFailure, ExpressionMistake, UnknownColumn } from './ExpressionMistake';
import { truthOf } from './nodes';
import { parseSyntax } from './parseSyntax';

/** A condition over the columns of a row. */
export interface ValueExpression {
  /**
   * Makes the condition for one version of a table. It is `true` where MySQL's is: neither 0 nor NULL.
   *
   * Virtual generated columns are computed from the row. Throws `TV_CONFIG_FILTER_COLUMN` for a column that the table
   * lacks, and `TV_CONFIG_FILTER_EXPRESSION` for types that do not go together and for a virtual column whose own
   * expression is not known here. The condition throws `TV_PIPELINE_FILTER_VALUE` where MySQL answers with an error.
   *
   * @param side - of the row: `before` for deletes and for the old values of updates
   */
  bind(table: Table, side: RowSide): (row: RowEvent) => boolean;
}

const HINT = 'docs/filters.md has the grammar and the functions';

/**
 * Parses a boolean SQL expression, with the types, comparisons and NULLs of MySQL.
 *
 * Throws `TV_CONFIG_FILTER_EXPRESSION`, which names the column of the mistake.
 *
 * @param where - what to call it in errors: `filter.events[0].ignoreInsertValueExpr`
 */
export function compileValueExpression(source: string, where: string): ValueExpression {
  const shown = JSON.stringify(source.length <= SHOWN ? source : `${source.slice(0, SHOWN)}…`);
  const mistaken = (error: unknown, of = ''): unknown => {
    // What fails without a row fails for every row.
    const mistake = error instanceof EvaluationFailure ? new ExpressionMistake(error.message, 0) : error;
    if (!(mistake instanceof ExpressionMistake)) return mistake;
    const isColumn = mistake instanceof UnknownColumn;
    return new ConfigError(
      isColumn ? 'TV_CONFIG_FILTER_COLUMN' : 'TV_CONFIG_FILTER_EXPRESSION',
      `${where}${of}: ${shown}, column ${mistake.at + 1}: ${mistake.message}`,
      { hint: isColumn ? COLUMN_HINT : HINT },
    );
  };
  try {
    const syntax = parseSyntax(source);
    checkSyntax(syntax);
    return {
      bind(table, side) {
        const name = `${table.db}.${table.table}`;
        try {
          const truth = truthOf(bindSyntax(syntax, table, side));
          return (row) => {
            try {
              return truth(row) === 1;
            } catch (error) {
              if (!(error instanceof EvaluationFailure)) throw error;
              // The values stay out of the text, for it goes into logs.
              throw new PipelineError(
                'TV_PIPELINE_FILTER_VALUE',
                `${where}: ${shown}, for a row of ${name} at commitTs ${row.commitTs}: ${error.message}`,
                { cause: error, hint: 'compute in DECIMAL or DOUBLE: CAST(… AS DECIMAL(65))' },
              );
            }
          };
        } catch (error) {
          throw mistaken(error, ` for ${name}`);
        }
      },
    };
  } catch (error) {
    throw mistaken(error);
  }
}

const SHOWN = 200;
const COLUMN_HINT = 'narrow the matcher to the tables that have it';
