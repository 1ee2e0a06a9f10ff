import { SinkError } from '../errors/TiValveError';
import { beginJsonLine, commitJsonLine, resolvedJsonLine, rowJsonLine } from '../model/rowJson';
import { ALL_OK, type Sink } from '../model/sink';

/** Where whole lines go. */
export interface LineTarget {
  /** Takes text made of whole lines; resolves when more may come. */
  write(text: string): Promise<void>;
  /** Resolves when everything written is durable, as far as the target knows durability. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

export interface LineOptions {
  /** Whether a line says where a transaction begins and where it ends. @defaultValue `false` */
  readonly transactions?: boolean;
}

/**
 * Writes row JSON, one event a line, in commit order: rows, DDLs, and a `resolved` line for each checkpointTs that it
 * hears of. Only whole lines are handed to the target.
 *
 * Errors with what the target fails with, and with `TV_SINK_CLOSED` after `close`.
 */
export function lineSink(target: LineTarget, { transactions = false }: LineOptions = {}): Sink {
  let closed = false;
  let open: OpenTransaction | undefined;
  const write = async (text: string): Promise<void> => {
    if (closed) throw new SinkError('TV_SINK_CLOSED', 'a line came after close');
    await target.write(text);
  };
  return {
    order: 'total',
    emitRowChangedEvents: async ({ rows }) => {
      let text = '';
      let transaction = open;
      for (const row of rows) {
        if (transactions) {
          if (transaction === undefined) {
            transaction = { rows: 0 };
            text += `${beginJsonLine(row)}\n`;
          }
          transaction = { rows: transaction.rows + 1 };
        }
        text += `${rowJsonLine(row)}\n`;
        if (row.endOfTxn && transaction !== undefined) {
          text += `${commitJsonLine(row, transaction.rows)}\n`;
          transaction = undefined;
        }
      }
      await write(text);
      // Not before: what failed comes again.
      open = transaction;
      return ALL_OK;
    },
    emitDdlEvent: (ddl) => write(`${rowJsonLine(ddl)}\n`),
    flushRowChangedEvents: async (_tableId, resolvedTs) => {
      await target.flush();
      return resolvedTs;
    },
    emitCheckpointTs: async (ts) => {
      await write(`${resolvedJsonLine(ts)}\n`);
      await target.flush();
    },
    close: async () => {
      if (closed) return;
      closed = true;
      await target.close();
    },
  };
}

/** A transaction whose last row has not come. */
interface OpenTransaction {
  readonly rows: number;
}
