import { compareBytes } from '../model/bytes';
import { compareEndKeys, type Span, startsBelow } from '../model/span';
import { minTs, type Ts } from '../model/ts';

/** Who holds a range: one region in one shape. The object itself is its identity. */
export interface RangeHolder {
  readonly span: Span;
  /** `version` of the region's epoch: the higher one knows the newer borders. */
  readonly version: number;
}

/** What came of asking for a range. */
export type RangeLocked =
  /** It is held now; everything at or below `checkpointTs` in it is known. */
  | { readonly kind: 'locked'; readonly checkpointTs: Ts }
  /** Part of it is held by a region of the same or a newer shape: what was asked for is out of date. */
  | { readonly kind: 'stale' }
  /** Part of it is held by older shapes, which will end by themselves. */
  | { readonly kind: 'wait'; readonly holders: readonly RangeHolder[] };

interface Segment {
  readonly startKey: Uint8Array;
  readonly endKey: Uint8Array;
  readonly resolvedTs: Ts;
  readonly holder: RangeHolder | undefined;
}

/**
 * Sees to it that every key of a span belongs to at most one registration, and remembers how far each part of the span
 * has come. A registration starts at the lowest resolved ts of the range it takes: after a split that of the parent,
 * after a merge the smaller one.
 *
 * Costs O(log segments) comparisons and one splice per call.
 */
export class RangeLock {
  /** Without gaps, in key order, the whole span. */
  private readonly segments: Segment[];

  /** @param startTs - up to where the whole span is known */
  constructor(span: Span, startTs: Ts) {
    this.segments = [{ ...span, resolvedTs: startTs, holder: undefined }];
  }

  /** Takes the range of `holder`, which must lie in the span, unless somebody has part of it. */
  lock(holder: RangeHolder): RangeLocked {
    const { span } = holder;
    const [from, to] = this.overlapping(span);
    const older: RangeHolder[] = [];
    let checkpointTs: Ts | undefined;
    for (let i = from; i < to; i += 1) {
      const { holder: other, resolvedTs } = this.segments[i] as Segment;
      if (other !== undefined) {
        if (other.version >= holder.version) return { kind: 'stale' };
        older.push(other);
      }
      checkpointTs = checkpointTs === undefined ? resolvedTs : minTs(checkpointTs, resolvedTs);
    }
    if (older.length > 0 || checkpointTs === undefined) return { kind: 'wait', holders: older };
    this.replace(from, to, { ...span, resolvedTs: checkpointTs, holder });
    return { kind: 'locked', checkpointTs };
  }

  /** Gives a range back, with how far it has come. */
  unlock(holder: RangeHolder, resolvedTs: Ts): void {
    const [from] = this.overlapping(holder.span);
    const segment = this.segments[from];
    if (segment?.holder !== holder) return;
    this.segments[from] = { ...segment, resolvedTs, holder: undefined };
  }

  /** The parts of `span` that nobody holds, neighbours in one. */
  free(span: Span): Span[] {
    const [from, to] = this.overlapping(span);
    const parts: Span[] = [];
    let last: Span | undefined;
    for (let i = from; i < to; i += 1) {
      const segment = this.segments[i] as Segment;
      if (segment.holder !== undefined) {
        last = undefined;
        continue;
      }
      const startKey = compareBytes(segment.startKey, span.startKey) < 0 ? span.startKey : segment.startKey;
      const endKey = compareEndKeys(segment.endKey, span.endKey) > 0 ? span.endKey : segment.endKey;
      if (last === undefined) parts.push({ startKey, endKey });
      else parts[parts.length - 1] = { startKey: last.startKey, endKey };
      last = parts.at(-1);
    }
    return parts;
  }

  /** Indices `[from, to)` of the segments that share a key with `span`. */
  private overlapping(span: Span): [from: number, to: number] {
    let low = 0;
    let high = this.segments.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (startsBelow(span.startKey, (this.segments[middle] as Segment).endKey)) high = middle;
      else low = middle + 1;
    }
    const from = low;
    high = this.segments.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (startsBelow((this.segments[middle] as Segment).startKey, span.endKey)) low = middle + 1;
      else high = middle;
    }
    return [from, low];
  }

  /** Puts `segment` in the place of what it covers, which may stick out on both sides. */
  private replace(from: number, to: number, segment: Segment): void {
    const first = this.segments[from] as Segment;
    const last = this.segments[to - 1] as Segment;
    const pieces: Segment[] = [];
    if (compareBytes(first.startKey, segment.startKey) < 0) pieces.push({ ...first, endKey: segment.startKey });
    pieces.push(segment);
    if (compareEndKeys(last.endKey, segment.endKey) > 0) pieces.push({ ...last, startKey: segment.endKey });
    this.segments.splice(from, to - from, ...pieces);
  }
}
