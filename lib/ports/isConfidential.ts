/**
 * Says whether nobody on the way reads what is sent to a URL: https, or http that never leaves this machine.
 *
 * @param url parsed: the parser has already turned every spelling of an IPv4 address (octal, hex, short) into four decimals
 * @example
 * isConfidential(new URL('http://127.1:8080')); // true
 */
export function isConfidential({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
