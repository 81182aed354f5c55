/** Upstream's longest page. Source: `top`, SDK `DataExtractsValidator`. Unit: transactions */
export const PAGE_SIZE = 500;

/** Longest header that is looked at. Unit: characters */
const LONGEST = 16_384;

/**
 * Reads from a `Link` header how many transactions the next page leaves out; undefined when there is no next page.
 *
 * Upstream's own form is `: /transactions?skip=500&top=500;rel=next, /transactions/count?…;rel=count`: a stray colon, no
 * angle brackets, commas within values. RFC 8288's form is read as well. Of the address nothing but `skip` is taken.
 * Gives NaN for a next page that does not say where it starts.
 * Source: answers of /transactions recorded by a public client in 2022; RFC 8288.
 *
 * @param link value of the header
 * @example
 * nextSkipOf(': /transactions?skip=500&top=500;rel=next'); // 500
 * nextSkipOf('<https://x/ysl/transactions?skip=500&top=500>; rel="next"'); // 500
 */
export function nextSkipOf(link: string | undefined): number | undefined {
  if (link === undefined) return undefined;
  if (link.length > LONGEST) return Number.NaN;
  let from = 0;
  for (const { 0: found, 1: quoted, 2: word, index } of link.matchAll(REL)) {
    const target = link.slice(from, index);
    from = index + found.length;
    if ((quoted ?? word ?? '').toLowerCase().split(/\s+/).includes('next')) return skipOf(target);
  }
  return undefined;
}

/** What ends a link; the commas of upstream's values end nothing. */
const REL = /;[ \t]{0,8}rel[ \t]{0,8}=[ \t]{0,8}(?:"([^"]{0,64})"|([a-z]{1,32}))/gi;

function skipOf(target: string): number {
  const [only, ...more] = target.matchAll(/[?&]skip=([0-9]{1,9})(?=[&;>#\s]|$)/g);
  return only === undefined || more.length > 0 ? Number.NaN : Number(only[1]);
}
