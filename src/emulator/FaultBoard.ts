import type { Fault, FaultKind, FaultOf } from './faults';

/** A fault at work. */
export interface InjectedFault {
  readonly fault: Fault;
  /** How often it has struck. */
  readonly hits: number;
}

const ENDLESS: ReadonlySet<FaultKind> = new Set(['resolvedTs', 'duplicateRows']);

class Entry implements InjectedFault {
  readonly fault: Fault;
  hits = 0;
  left: number;

  constructor(fault: Fault) {
    this.fault = fault;
    const { times = ENDLESS.has(fault.kind) ? Number.POSITIVE_INFINITY : 1 } = 'times' in fault ? fault : {};
    this.left = times;
  }
}

/** What is meant to go wrong at present. The parts of the cluster ask it where they could fail. */
export class FaultBoard {
  private entries: Entry[] = [];
  private readonly listeners = new Set<() => void>();

  inject(fault: Fault): InjectedFault {
    const entry = new Entry(fault);
    this.entries.push(entry);
    this.notify();
    return entry;
  }

  /** Ends one fault, all of a kind, or all. Answers what was ended. */
  heal(what?: InjectedFault | FaultKind): readonly Fault[] {
    const ends = ({ fault }: Entry, entry: InjectedFault): boolean =>
      what === undefined || fault.kind === what || entry === what;
    const ended = this.entries.filter((entry) => ends(entry, entry));
    this.entries = this.entries.filter((entry) => !ended.includes(entry));
    this.notify();
    return ended.map(({ fault }) => fault);
  }

  get active(): readonly InjectedFault[] {
    return this.entries;
  }

  /** The first fault of a kind at this place, without using it up. */
  find<K extends FaultKind>(kind: K, where: Place = {}): FaultOf<K> | undefined {
    return this.entries.find((entry) => strikes(entry, kind, where))?.fault as FaultOf<K> | undefined;
  }

  /** The first fault of a kind at this place that `matches`; it has struck once more. */
  take<K extends FaultKind>(
    kind: K,
    where: Place = {},
    matches: (fault: FaultOf<K>) => boolean = () => true,
  ): FaultOf<K> | undefined {
    const entry = this.entries.find((one) => strikes(one, kind, where) && matches(one.fault as FaultOf<K>));
    if (entry === undefined) return undefined;
    entry.hits += 1;
    entry.left -= 1;
    if (entry.left <= 0) this.entries = this.entries.filter((one) => one !== entry);
    return entry.fault as FaultOf<K>;
  }

  /** Calls `listener` whenever faults come or go, until the answer is called. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private notify(): void {
    for (const listener of this.listeners) listener();
  }
}

/** Where something could fail. */
export interface Place {
  readonly regionId?: number;
  readonly storeId?: number;
}

function strikes({ fault }: Entry, kind: FaultKind, where: Place): boolean {
  if (fault.kind !== kind) return false;
  const { regionId, storeId } = fault as Place;
  if (regionId !== undefined && regionId !== where.regionId) return false;
  return storeId === undefined || storeId === where.storeId;
}
