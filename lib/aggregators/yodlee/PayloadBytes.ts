const PERCENT = 0x25;
const AMPERSAND = 0x26;
const PLUS = 0x2b;
const EQUALS = 0x3d;
const FIELD = 'payload';
const NOTHING = new Uint8Array(0);

type Mode = 'sniff' | 'json' | 'name' | 'skip' | 'value' | 'rest';

/**
 * Takes the JSON out of a body while it arrives: the body itself, or the form field `payload`, percent-decoded.
 *
 * What the body begins with decides, not its label: upstream documents both kinds, and labels are wrong now and then. A
 * form without `=` whose first byte is `%` is taken for bare, encoded JSON. Memory: O(1) beyond the chunk.
 * Source: v1.0 page (content type), SDK sample receiver (field name, any label).
 *
 * @example
 * const payload = new PayloadBytes();
 * payload.write(chunk); // the JSON of it
 */
export class PayloadBytes {
  #mode: Mode = 'sniff';
  #mark = 0;
  #name = '';
  /** Bytes of an escape that a chunk's end has cut. */
  #cut: number[] = [];

  /** Gives the JSON in a chunk; it may be a view of it. */
  write(chunk: Uint8Array): Uint8Array {
    let at = 0;
    while (at < chunk.length) {
      const mode: Mode = this.#mode;
      if (mode === 'json') return at === 0 ? chunk : chunk.subarray(at);
      if (mode === 'value') return this.#unescaped(chunk, at);
      if (mode === 'rest') break;
      if (mode === 'sniff') at = this.#sniff(chunk, at);
      else at = mode === 'name' ? this.#readName(chunk, at) : this.#skip(chunk, at);
    }
    return NOTHING;
  }

  /** Gives what is left of an escape that never ended. */
  end(): Uint8Array {
    const left = Uint8Array.from(this.#cut);
    this.#cut = [];
    return left;
  }

  /** Whether it was a form without the field. */
  get lacksField(): boolean {
    return this.#mode === 'name' || this.#mode === 'skip';
  }

  #sniff(chunk: Uint8Array, at: number): number {
    const byte = chunk[at] ?? 0;
    if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) return at + 1;
    if (byte === [0xef, 0xbb, 0xbf][this.#mark]) {
      this.#mark++;
      return at + 1;
    }
    if (byte === PERCENT) this.#mode = 'value';
    else this.#mode = byte === 0x5f || isLetter(byte) ? 'name' : 'json';
    return at;
  }

  #readName(chunk: Uint8Array, at: number): number {
    const byte = chunk[at] ?? 0;
    if (byte === EQUALS) this.#mode = this.#name === FIELD ? 'value' : 'skip';
    else if (byte === AMPERSAND) this.#name = '';
    else if (this.#name.length <= FIELD.length) this.#name += String.fromCharCode(byte);
    return at + 1;
  }

  #skip(chunk: Uint8Array, from: number): number {
    const end = chunk.indexOf(AMPERSAND, from);
    if (end < 0) return chunk.length;
    this.#mode = 'name';
    this.#name = '';
    return end + 1;
  }

  #unescaped(chunk: Uint8Array, from: number): Uint8Array {
    const end = chunk.indexOf(AMPERSAND, from);
    const source = end < 0 ? chunk.subarray(from) : chunk.subarray(from, end);
    const bytes = this.#cut.length === 0 ? source : joined(this.#cut, source);
    this.#cut = [];
    if (end >= 0) this.#mode = 'rest';
    const out = new Uint8Array(bytes.length);
    let length = 0;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0;
      if (byte !== PERCENT) {
        out[length++] = byte === PLUS ? 0x20 : byte;
        continue;
      }
      if (at + 2 >= bytes.length && end < 0) {
        this.#cut = Array.from(bytes.subarray(at));
        break;
      }
      const code = (hexOf(bytes[at + 1]) << 4) | hexOf(bytes[at + 2]);
      out[length++] = code < 0 ? PERCENT : code;
      if (code >= 0) at += 2;
    }
    return out.subarray(0, length);
  }
}

const isLetter = (byte: number): boolean => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;

/** −1 for what is no hex digit, which no bit can take back. */
function hexOf(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

function joined(head: readonly number[], tail: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(head.length + tail.length);
  bytes.set(head);
  bytes.set(tail, head.length);
  return bytes;
}
