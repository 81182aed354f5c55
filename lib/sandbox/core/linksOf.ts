import type { Chain } from './OxlinState.js';

/**
 * Lists what a chain holds, oldest first.
 *
 * @param chain undefined when nothing is in it
 * @example
 * linksOf({ last: 2, before: { last: 1, before: undefined } }); // [1, 2]
 */
export function linksOf<T>(chain: Chain<T> | undefined): readonly T[] {
  const links: T[] = [];
  for (let link = chain; link !== undefined; link = link.before) links.push(link.last);
  return links.reverse();
}
