/** Smallest room that is taken. Unit: bytes */
const LEAST = 256;

/**
 * Collects bytes up to a limit, beyond which only their number is known.
 *
 * Memory: O(limit).
 *
 * @example
 * const kept = new GrowingBytes();
 * kept.append(chunk, 65_536);
 */
export class GrowingBytes {
  #bytes = new Uint8Array(0);
  #kept = 0;
  /** Bytes that were given, kept or not. */
  length = 0;

  /** Adds a copy of the bytes, as far as the limit reaches. */
  append(bytes: Uint8Array, limit: number): void {
    this.length += bytes.byteLength;
    const room = Math.min(bytes.byteLength, Math.max(0, limit - this.#kept));
    if (room === 0) return;
    if (this.#kept + room > this.#bytes.byteLength) {
      const grown = new Uint8Array(Math.min(limit, Math.max(LEAST, 2 * (this.#kept + room))));
      grown.set(this.#bytes.subarray(0, this.#kept));
      this.#bytes = grown;
    }
    this.#bytes.set(room === bytes.byteLength ? bytes : bytes.subarray(0, room), this.#kept);
    this.#kept += room;
  }

  /** What was kept; overwritten by the next that is kept. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#kept);
  }

  /** Keeps no more than the first bytes, and gives the rest of the room back. */
  cutTo(limit: number): void {
    this.#kept = Math.min(this.#kept, limit);
    this.#bytes = this.#bytes.slice(0, this.#kept);
  }

  /** Starts anew; large room is given back. */
  clear(): void {
    if (this.#bytes.byteLength > 16 * LEAST) this.#bytes = new Uint8Array(0);
    this.#kept = 0;
    this.length = 0;
  }
}
