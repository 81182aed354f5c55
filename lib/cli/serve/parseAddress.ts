/** Where a server listens. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** What an address looks like, in words. */
export const ADDRESS_EXPECTED = 'HOST:PORT, such as 127.0.0.1:8080 or [::1]:8080; port 0 takes any';

const MOST_PORT = 65_535;

/**
 * Reads where to listen; undefined for what is no address.
 *
 * @param text host and port; the host of IPv6 in brackets
 * @example
 * parseAddress('127.0.0.1:8080'); // { host: '127.0.0.1', port: 8080 }
 */
export function parseAddress(text: string): Address | undefined {
  const [, bracketed, plain, digits] = /^(?:\[([0-9a-fA-F:.]+)\]|([^\s:[\]/]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits);
  return host === undefined || !(port <= MOST_PORT) ? undefined : { host, port };
}

/**
 * Writes an address as part of a URL.
 *
 * @param address host and port
 * @example
 * originOf({ host: '::1', port: 80 }); // 'http://[::1]:80'
 */
export function originOf({ host, port }: Address): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${String(port)}`;
}
