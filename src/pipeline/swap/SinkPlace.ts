import { PluginError, SinkError } from '../../errors/TiValveError';
import type { DdlEvent } from '../../model/ddl';
import type { RowEvent } from '../../model/row';
import { ALL_OK, type EmitResult, type RowBatch, type RowVerdict, type Sink, type TableSpan } from '../../model/sink';
import type { TableId, TableName } from '../../model/table';
import type { Ts } from '../../model/ts';
import { type OpenedVersion, type SinkStage, tell } from './openVersion';
import { PluginPlace, type Route } from './PluginPlace';

/** A call of a version that is watched, since the last checkpoint. */
type NotedCall =
  | { readonly kind: 'rows'; readonly batch: RowBatch; readonly lastTs: Ts; readonly bytes: number }
  | { readonly kind: 'flush'; readonly tableId: TableId; readonly lastTs: Ts }
  | { readonly kind: 'ddl'; readonly ddl: DdlEvent; readonly lastTs: Ts }
  | { readonly kind: 'remove'; readonly tableId: TableId; readonly lastTs: Ts };

/** Rows that are noted for the version before, which may have to take them. */
const MAX_NOTED_BYTES = 64 * 1024 * 1024;

/** The place of a sink. */
export class SinkPlace extends PluginPlace<SinkStage> implements Sink {
  readonly kind = 'sink';
  private noted: NotedCall[] = [];
  private notedBytes = 0;
  private notedTooMuch = false;
  private ddlTs: Ts = 0n;

  get order(): 'table' | 'total' {
    return this.active.stage.order ?? 'table';
  }

  async addTable(span: TableSpan): Promise<void> {
    const route = (): Route =>
      this.canary?.takesTable(span.table) === true && !this.canary.isShared ? 'canary' : 'active';
    await this.carryOut(route, (on) => tell(on, span));
  }

  async emitRowChangedEvents(batch: RowBatch): Promise<EmitResult> {
    this.shadow?.take(batch);
    const { canary } = this;
    if (canary === undefined || !canary.takesTable(batch.table)) return this.emit('active', batch);
    const routes = batch.rows.map((row): Route => (canary.takes(row) ? 'canary' : 'active'));
    const verdicts: RowVerdict[] = [];
    for (const route of ['active', 'canary'] as const) {
      const at = [...routes.keys()].filter((i) => routes[i] === route);
      if (at.length === 0) continue;
      const rows = at.map((i) => batch.rows[i] as RowEvent);
      const answer = await this.emit(route, { ...batch, rows });
      verdicts.push(...answer.verdicts.map((verdict) => ({ ...verdict, row: at[verdict.row] ?? -1 })));
    }
    return { verdicts };
  }

  async emitDdlEvent(ddl: DdlEvent): Promise<void> {
    this.ddlTs = ddl.commitTs;
    for (const route of this.routesOfDdl(ddl)) {
      await this.carryOut(
        () => route,
        async (on) => {
          await on.stage.emitDdlEvent?.(ddl);
          this.note(on, { kind: 'ddl', ddl, lastTs: ddl.commitTs });
        },
        { batches: 1, rows: 0 },
      );
    }
  }

  async flushRowChangedEvents(tableId: TableId, resolvedTs: Ts): Promise<Ts> {
    let durableTs = resolvedTs;
    // The canary first: when it fails, its rows go through the version at work, which is flushed after that.
    for (const route of ['canary', 'active'] as const) {
      if (route === 'canary' && this.canary === undefined) continue;
      const upTo = await this.carryOut(
        () => route,
        async (on) => {
          // A version that has had no row of the table has nothing to flush.
          if (!on.told.has(tableId)) return resolvedTs;
          const answer = (await on.stage.flushRowChangedEvents?.(tableId, resolvedTs)) ?? resolvedTs;
          this.note(on, { kind: 'flush', tableId, lastTs: resolvedTs });
          return answer;
        },
      );
      if (upTo < durableTs) durableTs = upTo;
    }
    return durableTs;
  }

  async emitCheckpointTs(ts: Ts, tables: readonly TableName[]): Promise<void> {
    for (const route of ['canary', 'active'] as const) {
      if (route === 'canary' && this.canary === undefined) continue;
      await this.carryOut(
        () => route,
        async (on) => on.stage.emitCheckpointTs?.(ts, tables),
      );
    }
  }

  async removeTable(tableId: TableId): Promise<void> {
    for (const route of ['canary', 'active'] as const) {
      if (route === 'canary' && this.canary === undefined) continue;
      await this.carryOut(
        () => route,
        async (on) => {
          if (!on.told.has(tableId)) return;
          await on.stage.removeTable?.(tableId);
          on.told.delete(tableId);
          on.outs.delete(tableId);
          this.note(on, { kind: 'remove', tableId, lastTs: this.ddlTs });
        },
      );
    }
  }

  protected forgetBelow(ts: Ts): void {
    if (this.noted.length === 0) return;
    this.noted = this.noted.filter(({ lastTs }) => lastTs > ts);
    this.notedBytes = this.noted.reduce((sum, call) => sum + (call.kind === 'rows' ? call.bytes : 0), 0);
    if (this.noted.length === 0) this.notedTooMuch = false;
  }

  protected forgetAll(): void {
    this.noted = [];
    this.notedBytes = 0;
    this.notedTooMuch = false;
  }

  protected async repeat(on: OpenedVersion<SinkStage>): Promise<void> {
    if (this.notedTooMuch) {
      throw new PluginError('TV_PLUGIN_SWAP_STEP', `${this.name}: more rows than can be kept were not acknowledged`, {
        hint: 'the run begins again from its checkpoint, on the version before',
      });
    }
    for (const call of this.noted) {
      switch (call.kind) {
        case 'rows': {
          const rows = call.batch.rows.filter(({ commitTs }) => commitTs > this.checkpointTs);
          if (rows.length > 0) await this.hand(on, { ...call.batch, rows });
          break;
        }
        case 'flush':
          if (on.told.has(call.tableId)) await on.stage.flushRowChangedEvents?.(call.tableId, call.lastTs);
          break;
        case 'ddl':
          await on.stage.emitDdlEvent?.(call.ddl);
          break;
        case 'remove':
          if (on.told.delete(call.tableId)) await on.stage.removeTable?.(call.tableId);
      }
    }
  }

  protected checkCanary(): void {
    // Every table, and every share of one, can go through either of two sinks.
  }

  private emit(route: Route, batch: RowBatch): Promise<EmitResult> {
    const lastTs = batch.rows.at(-1)?.commitTs ?? 0n;
    return this.carryOut(
      () => route,
      async (on) => {
        const answer = await this.hand(on, batch);
        const isWatched = this.isWatched(on);
        const refused = answer.verdicts.find(({ verdict }) => verdict === 'deadLetter');
        if (isWatched && refused !== undefined && !this.parts.setsRowsAside)
          throw new SinkError(
            'TV_SINK_REFUSED',
            `${on.version.label} refuses a row: ${refused.reason ?? 'no reason given'}`,
          );
        if (isWatched) {
          const bytes = batch.rows.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
          this.note(on, { kind: 'rows', batch, lastTs, bytes });
        }
        return answer;
      },
      { batches: 1, rows: batch.rows.length },
    );
  }

  private async hand(on: OpenedVersion<SinkStage>, batch: RowBatch): Promise<EmitResult> {
    const { rows, tableId, table } = batch;
    const [first] = rows;
    if (first === undefined) return ALL_OK;
    await tell(on, batch);
    const answer = await on.stage.emitRowChangedEvents(batch);
    this.noteOut(on, tableId, table, first.commitTs, rows.at(-1)?.commitTs ?? first.commitTs);
    return answer;
  }

  private note(on: OpenedVersion<SinkStage>, call: NotedCall): void {
    if (!this.isWatched(on) || this.notedTooMuch) return;
    this.noted.push(call);
    if (call.kind !== 'rows') return;
    this.notedBytes += call.bytes;
    if (this.notedBytes <= MAX_NOTED_BYTES) return;
    this.noted = this.noted.slice(-1);
    this.notedBytes = 0;
    this.notedTooMuch = true;
  }

  private isWatched(on: OpenedVersion<SinkStage>): boolean {
    return on === this.candidate ? this.canary !== undefined : this.watch !== undefined;
  }

  private routesOfDdl(ddl: DdlEvent): readonly Route[] {
    const { canary, candidate } = this;
    if (canary === undefined || candidate === undefined) return ['active'];
    const ids = ddl.tables.flatMap(({ before, after }) => [...(before?.ids ?? []), ...(after?.ids ?? [])]);
    return ids.some((id) => candidate.told.has(id)) ? ['canary', 'active'] : ['active'];
  }
}
