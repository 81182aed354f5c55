/**
 * Reads an IP address as the 16 bytes of IPv6; IPv4 is put where RFC 4291 maps it, so that both spellings are one.
 *
 * A zone (`%eth0`) is left out. Gives undefined for anything else, such as host names, ports, or octal numbers.
 *
 * @param text such as `192.0.2.7`, `::ffff:192.0.2.7` or `2001:db8::1`
 * @example
 * parseAddress('192.0.2.7')?.slice(12); // Uint8Array [192, 0, 2, 7]
 */
export function parseAddress(text: string): Uint8Array | undefined {
  const [address = ''] = text.split('%');
  if (!address.includes(':')) {
    const quad = parseQuad(address);
    return quad && Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, ...quad);
  }
  const halves = address.split('::');
  const [head, tail] = halves.map(parseGroups);
  if (halves.length > 2 || head === undefined) return undefined;
  if (halves.length === 1) return head.length === 16 ? Uint8Array.from(head) : undefined;
  if (tail === undefined || head.length + tail.length > 14) return undefined;
  return Uint8Array.from([...head, ...Array<number>(16 - head.length - tail.length).fill(0), ...tail]);
}

function parseQuad(text: string): readonly number[] | undefined {
  const parts = text.split('.');
  const isQuad = parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
  return isQuad ? parts.map(Number) : undefined;
}

function parseGroups(text: string): readonly number[] | undefined {
  if (text === '') return [];
  const groups = text.split(':');
  const bytes: number[] = [];
  for (const [at, group] of groups.entries()) {
    const isLast = at === groups.length - 1;
    const parsed = isLast && group.includes('.') ? parseQuad(group) : parseGroup(group);
    if (parsed === undefined) return undefined;
    bytes.push(...parsed);
  }
  return bytes;
}

function parseGroup(text: string): readonly number[] | undefined {
  if (!/^[0-9a-f]{1,4}$/i.test(text)) return undefined;
  const value = Number.parseInt(text, 16);
  return [value >> 8, value & 0xff];
}
