import { ConfigError } from '../errors/TiValveError';

/** Tells how far local time is ahead of UTC. */
export interface TimeZone {
  readonly name: string;
  /** Milliseconds to add to the UTC instant `utcMs`. */
  offsetMsAt(utcMs: number): number;
}

const OFFSET_TEXT = /^([+-])(\d{1,2}):(\d{2})$/;
const MS_PER_MINUTE = 60_000;
const MS_PER_SECOND = 1000;
// Zones change their offset only at whole quarters of an hour.
const SLOT_MS = 15 * MS_PER_MINUTE;
const MAX_REMEMBERED_SLOTS = 16_384;

/**
 * Reads a time zone: `UTC`, an offset such as `+08:00`, or an IANA name. UTC is `undefined`, since nothing needs doing.
 *
 * Throws `TV_CONFIG_INVALID` for a name that is not known.
 */
export function parseTimeZone(name: string): TimeZone | undefined {
  const offset = OFFSET_TEXT.exec(name);
  if (offset !== null) {
    const minutes = (Number(offset[2]) * 60 + Number(offset[3])) * (offset[1] === '-' ? -1 : 1);
    return minutes === 0 ? undefined : { name, offsetMsAt: () => minutes * MS_PER_MINUTE };
  }
  if (name.toUpperCase() === 'UTC') return undefined;
  return namedZone(name);
}

function namedZone(name: string): TimeZone {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch (error) {
    throw new ConfigError('TV_CONFIG_INVALID', `time zone ${JSON.stringify(name)} is not known`, { cause: error });
  }
  const offsets = new Map<number, number>();
  return {
    name,
    offsetMsAt: (utcMs) => {
      const slot = Math.floor(utcMs / SLOT_MS);
      const known = offsets.get(slot);
      if (known !== undefined) return known;
      const start = slot * SLOT_MS;
      const fields = new Map(format.formatToParts(start).map(({ type, value }) => [type, Number(value)]));
      const field = (type: Intl.DateTimeFormatPartTypes): number => fields.get(type) ?? 0;
      const local = Date.UTC(
        field('year'),
        field('month') - 1,
        field('day'),
        field('hour'),
        field('minute'),
        field('second'),
      );
      const offsetMs = Math.round((local - start) / MS_PER_SECOND) * MS_PER_SECOND;
      if (offsets.size >= MAX_REMEMBERED_SLOTS) offsets.clear();
      offsets.set(slot, offsetMs);
      return offsetMs;
    },
  };
}
