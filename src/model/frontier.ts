import { compareBytes } from './bytes';
import { compareEndKeys, type Span, spansOverlap, startsBelow } from './span';
import type { Ts } from './ts';

/** One live registration in a {@link Frontier}. */
export interface FrontierMember {
  /** The highest ts it has promised; its checkpoint before the first promise. */
  readonly resolvedTs: Ts;
}

interface Segment {
  startKey: Uint8Array;
  endKey: Uint8Array;
  ts: Ts;
  heapAt: number;
  owners: Member[];
}

interface Member extends FrontierMember {
  resolvedTs: Ts;
  segments: Segment[];
}

/**
 * How far each part of a span has come, while registrations over parts of it come, go, split, merge and overlap.
 *
 * The span is cut into segments without gaps. A segment keeps the highest ts that any registration covering it has
 * promised: such a promise stays true when the registration is gone. The frontier is the lowest segment, kept on top
 * of a heap. One advance costs O(log segments); a message over many registrations costs one pass.
 */
export class Frontier {
  private readonly segments: Segment[];
  private heap: Segment[];

  /** @param startTs - up to where the span is already known */
  constructor(span: Span, startTs: Ts) {
    const whole: Segment = { startKey: span.startKey, endKey: span.endKey, ts: startTs, heapAt: 0, owners: [] };
    this.segments = [whole];
    this.heap = [whole];
  }

  /** Everything in the span at or below this ts is known. */
  get ts(): Ts {
    return (this.heap[0] as Segment).ts;
  }

  /** How many pieces the span is cut into. */
  get segmentCount(): number {
    return this.segments.length;
  }

  /**
   * Takes a registration over `span` in, whose stream brings what lies above `checkpointTs`.
   *
   * @returns the member, or the ts up to which the range is known when that lies below `checkpointTs`: between the two
   * nothing would ever come. A registration outside the frontier's span becomes a member that moves nothing.
   */
  add(span: Span, checkpointTs: Ts): FrontierMember | Ts {
    const [from, to] = this.cut(span);
    let lowest = checkpointTs;
    for (let i = from; i < to; i += 1) {
      const { ts } = this.segments[i] as Segment;
      if (ts < lowest) lowest = ts;
    }
    if (lowest < checkpointTs) return lowest;
    const member: Member = { resolvedTs: checkpointTs, segments: this.segments.slice(from, to) };
    for (const segment of member.segments) segment.owners.push(member);
    return member;
  }

  /** Lets a registration go. What it has promised stays. */
  remove(member: FrontierMember): void {
    const { segments } = member as Member;
    for (const segment of segments) segment.owners.splice(segment.owners.indexOf(member as Member), 1);
    (member as Member).segments = [];
  }

  /** Takes one promise in; answers whether it moved its registration. A promise that falls back is ignored. */
  advance(member: FrontierMember, ts: Ts): boolean {
    const { segments } = member as Member;
    if (ts <= member.resolvedTs) return false;
    (member as Member).resolvedTs = ts;
    for (const segment of segments) {
      if (segment.ts < ts) {
        segment.ts = ts;
        this.sink(segment);
      }
    }
    this.joinLevel(member as Member);
    return true;
  }

  /** Takes one promise of many registrations in; answers how many it moved. */
  advanceAll(members: readonly FrontierMember[], ts: Ts): number {
    let moved = 0;
    if (members.length * Math.log2(this.heap.length + 1) < this.heap.length) {
      for (const member of members) if (this.advance(member, ts)) moved += 1;
      return moved;
    }
    const divided: Member[] = [];
    let raised = 0;
    for (const member of members as readonly Member[]) {
      if (ts <= member.resolvedTs) continue;
      member.resolvedTs = ts;
      moved += 1;
      if (member.segments.length > 1) divided.push(member);
      for (const segment of member.segments) {
        if (segment.ts >= ts) continue;
        segment.ts = ts;
        raised += 1;
      }
    }
    // When every segment was raised they are all equal, and any order of equals is a heap.
    if (raised > 0 && raised < this.heap.length) this.rebuild();
    for (const member of divided) this.joinLevel(member);
    return moved;
  }

  /** Cuts at both ends of `span`; answers the index range of the segments inside it. */
  private cut(span: Span): [from: number, to: number] {
    const whole = {
      startKey: (this.segments[0] as Segment).startKey,
      endKey: (this.segments.at(-1) as Segment).endKey,
    };
    if (!spansOverlap(span, whole)) return [0, 0];
    const from = compareBytes(span.startKey, whole.startKey) <= 0 ? 0 : this.cutAt(span.startKey);
    const to = compareEndKeys(span.endKey, whole.endKey) >= 0 ? this.segments.length : this.cutAt(span.endKey);
    return [from, to];
  }

  /** Makes `key`, which lies inside the frontier's span, a boundary; answers the index of the segment it starts. */
  private cutAt(key: Uint8Array): number {
    let low = 0;
    let high = this.segments.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (startsBelow(key, (this.segments[middle] as Segment).endKey)) high = middle;
      else low = middle + 1;
    }
    const segment = this.segments[low] as Segment;
    if (compareBytes(segment.startKey, key) === 0) return low;
    const right: Segment = { ...segment, startKey: key, heapAt: this.heap.length, owners: [...segment.owners] };
    segment.endKey = key;
    for (const owner of right.owners) owner.segments.push(right);
    this.segments.splice(low + 1, 0, right);
    this.heap.push(right);
    this.rise(right);
    return low + 1;
  }

  /** Joins the pieces of a registration once they are level: regions that merged leave them behind. */
  private joinLevel(member: Member): void {
    const { segments, resolvedTs } = member;
    if (segments.length < 2) return;
    if (segments.some(({ ts, owners }) => ts !== resolvedTs || owners.length > 1)) return;
    segments.sort((a, b) => compareBytes(a.startKey, b.startKey));
    const [first, ...others] = segments;
    if (first === undefined) return;
    for (const segment of others) {
      first.endKey = segment.endKey;
      this.takeOut(segment);
    }
    this.segments.splice(this.segments.indexOf(first) + 1, others.length);
    member.segments = [first];
  }

  private takeOut(segment: Segment): void {
    const last = this.heap.pop() as Segment;
    if (last === segment) return;
    last.heapAt = segment.heapAt;
    this.heap[last.heapAt] = last;
    this.rise(last);
    this.sink(last);
  }

  private rebuild(): void {
    for (let i = (this.heap.length >>> 1) - 1; i >= 0; i -= 1) this.sink(this.heap[i] as Segment);
  }

  private rise(segment: Segment): void {
    const { heap } = this;
    let at = segment.heapAt;
    while (at > 0) {
      const parent = heap[(at - 1) >>> 1] as Segment;
      if (parent.ts <= segment.ts) break;
      heap[at] = parent;
      parent.heapAt = at;
      at = (at - 1) >>> 1;
    }
    heap[at] = segment;
    segment.heapAt = at;
  }

  private sink(segment: Segment): void {
    const { heap } = this;
    const { length } = heap;
    let at = segment.heapAt;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= length) break;
      let child = heap[left] as Segment;
      const right = heap[left + 1];
      if (right !== undefined && right.ts < child.ts) child = right;
      if (child.ts >= segment.ts) break;
      const childAt = child.heapAt;
      heap[at] = child;
      child.heapAt = at;
      at = childAt;
    }
    heap[at] = segment;
    segment.heapAt = at;
  }
}
