/**
 * Gives one object for each key for as long as anybody holds it, and makes a new one afterwards.
 *
 * Memory: O(keys whose objects are alive); what nobody holds is let go by the garbage collector, so the map never
 * needs a bound that would part two holders of one user.
 *
 * @param make makes the object of a key
 * @example
 * const user = heldByKey((id) => ({ id }));
 * user('7') === user('7'); // true
 */
export function heldByKey<T extends object>(make: (key: string) => T): (key: string) => T {
  const held = new Map<string, WeakRef<T>>();
  const gone = new FinalizationRegistry<string>((key) => {
    if (held.get(key)?.deref() === undefined) held.delete(key);
  });
  return (key) => {
    const known = held.get(key)?.deref();
    if (known !== undefined) return known;
    const made = make(key);
    held.set(key, new WeakRef(made));
    gone.register(made, key);
    return made;
  };
}
