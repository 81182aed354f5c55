/**
 * Says whether a host is this machine, as far as its name shows.
 *
 * @param hostname as a parsed URL gives it: the parser has already turned every spelling of an IPv4 address (octal, hex,
 * short) into four decimals
 * @example
 * isLoopback(new URL('http://127.1:8080').hostname); // true
 */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}
