import { type IPv4, IPv6, parse } from 'ipaddr.js';

/** A public address that is the metadata service of one cloud; those of the others are link-local, unique-local or CGNAT. */
const METADATA: ReadonlySet<string> = new Set(['168.63.129.16']);

/** The first 96 bits are zero: an IPv4 address in the form that was given up, or `::` and `::1`. */
function isIpv4Compatible(address: IPv6): boolean {
  return address.parts.slice(0, 6).every((part) => part === 0);
}

/**
 * Why an IP address is refused to plugins unless it is granted by itself: its class, such as `loopback`, `private` or
 * `linkLocal`. `undefined` for an address of the public internet; IPv4 inside IPv6 is judged as what it stands for.
 */
export function refusedAddressClass(text: string): string | undefined {
  let address: IPv4 | IPv6;
  try {
    address = parse(text);
  } catch {
    return 'no address';
  }
  if (address instanceof IPv6 && address.isIPv4MappedAddress()) address = address.toIPv4Address();
  if (METADATA.has(address.toString())) return 'metadata';
  const range = address.range();
  if (range !== 'unicast') return range;
  if (address instanceof IPv6 && isIpv4Compatible(address)) return 'reserved';
  return undefined;
}
