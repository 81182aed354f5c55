import { defaultIfEmpty, defer, map, type Observable, repeat, takeWhile } from 'rxjs';

/**
 * Reads pages 1, 2, 3 … one after the other until one brings nothing new; each row is emitted once, in batches.
 *
 * ```marble
 * pages     --(a|)
 * allPages  --a--b--|  the third page is empty
 * ```
 *
 * A page shorter than asked is no end: a server may cap the size without saying so. A page of rows that are all known is
 * one, or a server that ignores `page` would be read for ever. The next page is asked for only when the last batch was taken.
 * Memory: O(ids) per subscription. Errors: those of the pages.
 *
 * @param readPage reads one page, counted from 1
 * @example
 * allPages((page) => of(page === 1 ? [{ id: '7' }] : [])).subscribe(); // [{ id: '7' }]
 */
export function allPages<T extends { readonly id: string }>(
  readPage: (page: number) => Observable<readonly T[]>,
): Observable<readonly T[]> {
  return defer(() => {
    const met = new Set<string>();
    let page = 0;
    const isNew = ({ id }: T): boolean => met.size < met.add(id).size;
    return defer(() => readPage(++page)).pipe(
      defaultIfEmpty([]),
      map((rows) => rows.filter(isNew)),
      repeat(),
      takeWhile((rows) => rows.length > 0),
    );
  });
}
