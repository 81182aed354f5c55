/**
 * Looks for something that the host may have, such as `document`: the client runs with it and without it.
 *
 * @param name of a global
 * @example
 * hostMember('document'); // undefined outside of pages
 */
export function hostMember(name: string): unknown {
  return Reflect.get(globalThis, name);
}
