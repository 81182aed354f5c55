/**
 * Tells whether a host is this machine, so that what is sent there is seen by nobody else.
 *
 * @param hostname as the URL parser writes it
 * @example
 * isLoopback(new URL('http://[::1]:8080').hostname); // true
 */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
