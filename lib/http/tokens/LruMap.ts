/**
 * A map that holds at most `capacity` entries and forgets the one that was read or written longest ago.
 *
 * Memory: O(`capacity`).
 *
 * @param capacity entries kept. Unit: entries, ≥ 1
 * @example
 * const recent = new LruMap<string, number>(2);
 */
export class LruMap<K, V> {
  readonly #entries = new Map<K, V>();

  constructor(readonly capacity: number) {}

  /** Gives the value and makes it the most recent one. */
  get(key: K): V | undefined {
    const value = this.#entries.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  /** Stores the value as the most recent one. */
  set(key: K, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size <= this.capacity) return;
    for (const oldest of this.#entries.keys()) {
      this.#entries.delete(oldest);
      return;
    }
  }

  /** Forgets one entry. */
  delete(key: K): void {
    this.#entries.delete(key);
  }

  /** Forgets every entry. */
  clear(): void {
    this.#entries.clear();
  }
}
