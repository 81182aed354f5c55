import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import { parseAddress } from './parseAddress.js';

interface Range {
  readonly bytes: Uint8Array;
  readonly bits: number;
}

/**
 * Makes a test whether an address lies in one of several ranges.
 *
 * Errors: throws InvalidOptionError at a range that cannot be read.
 *
 * @param option name of the option, as the caller wrote it
 * @param ranges single addresses or CIDR ranges, such as `192.0.2.0/24`
 * @example
 * createAddressList('allowFrom', ['192.0.2.0/24'])('192.0.2.7'); // true
 */
export function createAddressList(option: string, ranges: readonly string[]): (address: string) => boolean {
  const known = ranges.map((range) => parseRange(option, range));
  return (address) => {
    const bytes = parseAddress(address);
    return bytes !== undefined && known.some((range) => contains(range, bytes));
  };
}

function parseRange(option: string, text: string): Range {
  const [address = '', length, ...more] = text.split('/');
  const bytes = parseAddress(address);
  const width = address.includes(':') ? 128 : 32;
  const isLength = length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= width);
  if (bytes === undefined || !isLength || more.length > 0) {
    throw new InvalidOptionError(option, text, 'an IP address or a CIDR range');
  }
  return { bytes, bits: length === undefined ? 128 : Number(length) + 128 - width };
}

function contains({ bytes, bits }: Range, address: Uint8Array): boolean {
  return bytes.every((byte, at) => {
    const kept = Math.min(8, Math.max(0, bits - at * 8));
    return ((byte ^ (address[at] ?? 0)) & (0xff00 >> kept) & 0xff) === 0;
  });
}
