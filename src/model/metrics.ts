/** Where counters and gauges go. Names end in their unit, counters in `_total`. */
export interface Metrics {
  /** Adds to a counter. */
  add(name: string, value: number): void;
  /** Sets a gauge. */
  set(name: string, value: number): void;
}

/** Throws every measurement away. */
export const NO_METRICS: Metrics = { add: () => undefined, set: () => undefined };

/** Keeps measurements in a map, for summaries and specs. */
export class MetricsMap implements Metrics {
  readonly values = new Map<string, number>();

  add(name: string, value: number): void {
    this.values.set(name, (this.values.get(name) ?? 0) + value);
  }

  set(name: string, value: number): void {
    this.values.set(name, value);
  }

  /** The value of a counter or gauge; 0 when nothing was measured. */
  get(name: string): number {
    return this.values.get(name) ?? 0;
  }
}
