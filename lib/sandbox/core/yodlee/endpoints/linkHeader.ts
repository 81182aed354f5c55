/** A link and what it leads to. */
export interface PageLink {
  readonly rel: 'next' | 'previous' | 'count';
  /** Path below the base, with its query. */
  readonly path: string;
}

/**
 * Writes a `Link` header: as the API really sends it (a stray colon first, no angle brackets, no quotes), or as
 * RFC 8288 wants it; undefined when there is nothing to link to.
 *
 * @param links where to
 * @param form value of the switch `linkForm`
 * @example
 * linkHeader([{ rel: 'next', path: '/transactions?skip=500&top=500' }], 'real'); // ': /transactions?skip=500&top=500;rel=next'
 */
export function linkHeader(links: readonly PageLink[], form: string): string | undefined {
  if (links.length === 0 || form === 'absent') return undefined;
  return form === 'rfc'
    ? links.map(({ rel, path }) => `<${path}>; rel="${rel}"`).join(', ')
    : `: ${links.map(({ rel, path }) => `${path};rel=${rel}`).join(', ')}`;
}

/**
 * Writes a path with its query, every value percent-encoded.
 *
 * @param path below the base
 * @param query names and values; undefined ones are left out
 * @example
 * pathWith('/transactions', { skip: 500 }); // '/transactions?skip=500'
 */
export function pathWith(path: string, query: Readonly<Record<string, string | number | undefined>>): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}
