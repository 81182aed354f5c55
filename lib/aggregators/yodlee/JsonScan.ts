const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Tells where the next word of JSON outside of strings and values may go on. */
const isSpace = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/**
 * Finds the end of one JSON value, across any number of chunks, without understanding it.
 *
 * Strings, escapes and nesting are told apart, nothing else is: whoever parses the value finds out what is wrong with it.
 * Memory: O(1), whatever the depth.
 *
 * @example
 * const scan = new JsonScan();
 * let at = scan.begin(bytes, 0);
 * at = scan.advance(bytes, at); // the index behind the value, or the end of the chunk while `scan.open`
 */
export class JsonScan {
  /** The value is not over. */
  open = false;
  /** Deepest nesting so far; 1 for `{}`. Unit: levels */
  deepest = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #scalar = false;

  /** Begins with the first byte of a value; gives the index of the next. */
  begin(bytes: Uint8Array, at: number): number {
    const byte = bytes[at] ?? 0;
    this.open = true;
    this.#escaped = false;
    this.#inString = byte === QUOTE;
    this.#depth = byte === 0x7b || byte === 0x5b ? 1 : 0;
    this.deepest = this.#depth;
    this.#scalar = !this.#inString && this.#depth === 0;
    return at + 1;
  }

  /** Goes on in the same chunk or the next one. */
  advance(bytes: Uint8Array, from: number): number {
    return this.#scalar ? this.#afterScalar(bytes, from) : this.#afterNested(bytes, from);
  }

  #afterScalar(bytes: Uint8Array, from: number): number {
    let at = from;
    while (at < bytes.length) {
      const byte = bytes[at];
      if (byte === 0x2c || byte === 0x5d || byte === 0x7d || isSpace(byte)) {
        this.open = false;
        return at;
      }
      at++;
    }
    return at;
  }

  #afterNested(bytes: Uint8Array, from: number): number {
    const end = bytes.length;
    let at = this.#escaped ? from + 1 : from;
    let depth = this.#depth;
    let deepest = this.deepest;
    let inString = this.#inString;
    while (at < end) {
      if (inString) {
        // The tightest loop there is: most bytes of a notification are in strings.
        while (at < end) {
          const inner = bytes[at++];
          if (inner === QUOTE) {
            inString = false;
            break;
          }
          if (inner === BACKSLASH) at++;
        }
        if (inString || depth === 0) break;
        continue;
      }
      const byte = bytes[at++];
      if (byte === QUOTE) inString = true;
      else if (byte === 0x7b || byte === 0x5b) {
        if (++depth > deepest) deepest = depth;
      } else if ((byte === 0x7d || byte === 0x5d) && --depth === 0) break;
    }
    this.#depth = depth;
    this.deepest = deepest;
    this.#inString = inString;
    this.open = inString || depth > 0;
    this.#escaped = at > end;
    return Math.min(at, end);
  }
}
