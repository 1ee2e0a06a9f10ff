import { PluginError } from '../../errors/TiValveError';
import type { RowEvent } from '../../model/row';
import type { RowBatch, TableSpan } from '../../model/sink';
import type { Table, TableId } from '../../model/table';
import type { RowTransform, TransformedRow, TransformResult } from '../../model/transform';
import type { Ts } from '../../model/ts';
import { type OpenedVersion, type TransformStage, tell } from './openVersion';
import { PluginPlace, type Route } from './PluginPlace';
import type { SwapStrategy } from './swap';

/** Rows that went through a version with state since the last checkpoint. */
interface NotedBatch {
  readonly batch: RowBatch;
  readonly lastTs: Ts;
}

const MAX_NOTED_BYTES = 64 * 1024 * 1024;

/** The place of a transform. */
export class TransformPlace extends PluginPlace<TransformStage> implements RowTransform {
  readonly kind = 'transform';
  private noted: NotedBatch[] = [];
  /** Those of which the answers have not gone on: they are made again, by whoever is at work then. */
  private unsettled: NotedBatch[] = [];
  private notedBytes = 0;
  private notedTooMuch = false;

  /** Whether rows come by whole transactions, so that none is half through one version when it is replaced. */
  get wholeTransactions(): boolean {
    return this.watch !== undefined || this.canary !== undefined;
  }

  tableOf(table: Table): Table {
    return (this.versionOf(this.routeOf(table)) ?? this.active).stage.tableOf(table);
  }

  async addTable(span: TableSpan): Promise<void> {
    await this.carryOut(
      () => this.routeOf(span.table),
      (on) => tell(on, span),
    );
  }

  async transform(batch: RowBatch): Promise<TransformResult> {
    this.shadow?.take(batch);
    const { canary } = this;
    if (canary === undefined || !canary.isShared) return this.hand(() => this.routeOf(batch.table), batch);
    const routes = batch.rows.map((row): Route => (canary.takes(row) ? 'canary' : 'active'));
    const parts: { readonly at: readonly number[]; readonly result: TransformResult }[] = [];
    for (const route of ['active', 'canary'] as const) {
      const at = [...routes.keys()].filter((i) => routes[i] === route);
      const rows = at.map((i) => batch.rows[i] as RowEvent);
      if (at.length > 0) parts.push({ at, result: await this.hand(() => route, { ...batch, rows }) });
    }
    return merged(parts);
  }

  settled(): void {
    this.noted.push(...this.unsettled);
    this.unsettled = [];
  }

  async removeTable(tableId: TableId): Promise<void> {
    for (const route of ['canary', 'active'] as const) {
      if (route === 'canary' && this.canary === undefined) continue;
      await this.carryOut(
        () => route,
        async (on) => {
          if (!on.told.delete(tableId)) return;
          on.outs.delete(tableId);
          await on.stage.removeTable?.(tableId);
        },
      );
    }
  }

  protected forgetBelow(ts: Ts): void {
    if (this.noted.length === 0) return;
    this.noted = this.noted.filter(({ lastTs }) => lastTs > ts);
    this.notedBytes = this.noted.reduce((sum, { batch }) => sum + bytesOf(batch), 0);
    if (this.noted.length === 0) this.notedTooMuch = false;
  }

  protected forgetAll(): void {
    this.noted = [];
    this.notedBytes = 0;
    this.notedTooMuch = false;
  }

  /** Rows that a transform let go on are not called back; what they did to its state is done again. */
  protected async repeat(on: OpenedVersion<TransformStage>): Promise<void> {
    this.unsettled = [];
    if (!this.isStateful) return;
    if (this.notedTooMuch)
      throw new PluginError('TV_PLUGIN_SWAP_STEP', `${this.name}: more rows than can be kept were not acknowledged`);
    for (const { batch } of this.noted) {
      const rows = batch.rows.filter(({ commitTs }) => commitTs > this.checkpointTs);
      if (rows.length === 0) continue;
      await tell(on, batch);
      await on.stage.transform({ ...batch, rows });
    }
  }

  protected checkCanary(
    candidate: OpenedVersion<TransformStage>,
    { share }: Extract<SwapStrategy, { kind: 'canary' }>,
  ): void {
    const columnsOf = ({ stage }: OpenedVersion<TransformStage>): string =>
      JSON.stringify(stage.plugin.manifest?.addColumns ?? []);
    if (share === undefined || share >= 1 || columnsOf(candidate) === columnsOf(this.active)) return;
    throw new PluginError(
      'TV_PLUGIN_INVALID',
      `${candidate.version.label} adds other columns, and a table has one form at a time`,
      {
        hint: 'name the tables that go first instead of a share of keys',
      },
    );
  }

  private routeOf(table: Table): Route {
    const { canary } = this;
    return canary !== undefined && !canary.isShared && canary.takesTable(table) ? 'canary' : 'active';
  }

  private hand(route: () => Route, batch: RowBatch): Promise<TransformResult> {
    const { rows, tableId, table } = batch;
    const [first] = rows;
    const lastTs = rows.at(-1)?.commitTs ?? 0n;
    const { epoch } = this;
    return this.carryOut(
      route,
      async (on) => {
        // The version before is at work again, and gets the rows of all tables anew: this answer is thrown away.
        if (this.epoch !== epoch) return { rows: 'unchanged' };
        await tell(on, batch);
        const result = await on.stage.transform(batch);
        const refused = result.refused?.[0];
        if (refused !== undefined && on.stage.isStrict && !this.parts.setsRowsAside)
          throw new PluginError('TV_PLUGIN_ERROR', `${on.version.label} refuses a row: ${refused.reason}`);
        if (first !== undefined) this.noteOut(on, tableId, table, first.commitTs, lastTs);
        this.note({ batch, lastTs });
        return result;
      },
      { batches: 1, rows: rows.length },
    );
  }

  private note(noted: NotedBatch): void {
    if (!this.isStateful || this.watch === undefined || this.notedTooMuch) return;
    this.unsettled.push(noted);
    this.notedBytes += bytesOf(noted.batch);
    if (this.notedBytes <= MAX_NOTED_BYTES) return;
    this.noted = [];
    this.notedTooMuch = true;
  }
}

function bytesOf({ rows }: RowBatch): number {
  return rows.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

/** The answers to parts of a batch as one, by the rows that they come from; a new row stays behind the one before it. */
function merged(
  parts: readonly { readonly at: readonly number[]; readonly result: TransformResult }[],
): TransformResult {
  const rows: (readonly [number, TransformedRow])[] = [];
  for (const { at, result } of parts) {
    if (result.rows === 'unchanged') rows.push(...at.map((source) => [source, { source }] as const));
    else {
      let last = at[0] ?? 0;
      for (const row of result.rows) {
        if (row.source >= 0) last = at[row.source] ?? 0;
        rows.push([last, row.source < 0 ? row : { ...row, source: last }]);
      }
    }
  }
  return {
    rows: rows.toSorted(([a], [b]) => a - b).map(([, row]) => row),
    refused: parts.flatMap(({ at, result }) =>
      (result.refused ?? []).map(({ row, reason }) => ({ row: at[row] ?? 0, reason })),
    ),
  };
}
