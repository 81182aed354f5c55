import type { Settings } from '../OxlinState.js';
import type { Content } from './Call.js';
import { refusal } from './content.js';

const MAX_LIMIT = 500;
const USUAL_LIMIT = 100;

/**
 * Cuts one page out of a list: `page` starts at 1, `limit` is at most 500 (cut silently or refused, by switch), a page
 * past the end is empty. Sources: public clients of v2.1.
 *
 * Assumption: 100 rows when no limit is given.
 *
 * @param settings the sandbox's settings
 * @param query the request's parameters
 * @param rows the whole list
 * @example
 * pageOf(settings, new Map([['page', '2'], ['limit', '10']]), rows); // { rows: the 11th to the 20th }
 */
export function pageOf<T>(
  settings: Pick<Settings, 'switches'>,
  query: ReadonlyMap<string, string>,
  rows: readonly T[],
): { readonly rows: readonly T[] } | { readonly refused: Content } {
  const page = readCount(query.get('page') ?? '1');
  const limit = readCount(query.get('limit') ?? String(USUAL_LIMIT));
  if (page === undefined) return { refused: refusal(400, 'page must be a whole number from 1') };
  if (limit === undefined) return { refused: refusal(400, 'limit must be a whole number from 1') };
  if (limit > MAX_LIMIT && settings.switches.limitOver500 === '400') {
    return { refused: refusal(400, `limit must be at most ${MAX_LIMIT}`) };
  }
  const size = Math.min(limit, MAX_LIMIT);
  return { rows: rows.slice((page - 1) * size, page * size) };
}

const readCount = (text: string): number | undefined => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined);
