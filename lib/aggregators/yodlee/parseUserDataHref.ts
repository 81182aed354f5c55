import type { Decoded } from '../../model/decodeWith.js';
import type { LoginName } from '../../model/Identity.js';

/** What a link says beside the user; both dates or neither. */
export interface UserDataHref {
  readonly fromDate?: string;
  readonly toDate?: string;
}

const LONGEST = 2_048;
const MOST_PARTS = 8;
/** Old links lack `dataExtracts/`. Source: seed 003; newer pages. */
const PATHS: ReadonlySet<string> = new Set(['userData', 'dataExtracts/userData']);
const KEYS: ReadonlySet<string> = new Set(['loginName', 'fromDate', 'toDate']);

/**
 * Reads the values of a link and forgets the link: nothing is ever resolved or requested because of what it says.
 *
 * Refused unless its path is one of the two known ones, and its query holds nothing but the three known keys, each at
 * most once, with `loginName` that of the entry. Upstream does not escape the values, so a login name is looked for as
 * it is before the query is taken apart.
 *
 * @param href as sent
 * @param userId of the entry that the link belongs to
 * @example
 * parseUserDataHref('dataExtracts/userData?fromDate=A&toDate=B&loginName=orgId:userId', 'orgId:userId'); // A and B
 */
export function parseUserDataHref(href: string, userId: LoginName): Decoded<UserDataHref> {
  if (href.length > LONGEST) return refused(`at most ${String(LONGEST)} characters`);
  const mark = href.indexOf('?');
  const path = mark < 0 ? href : href.slice(0, mark);
  if (!PATHS.has(path.startsWith('/') ? path.slice(1) : path)) return refused('userData or dataExtracts/userData');
  const values = mark < 0 ? new Map<string, string>() : valuesOf(href.slice(mark + 1), userId);
  if (values === undefined) return refused('fromDate, toDate and loginName, each once');
  const loginName = values.get('loginName');
  if (loginName !== undefined && loginName !== userId) return refused('the login name of its entry');
  const [fromDate, toDate] = [values.get('fromDate'), values.get('toDate')];
  if (fromDate === undefined && toDate === undefined) return { kind: 'decoded', value: {} };
  if (fromDate === undefined || toDate === undefined) return refused('both dates, or none');
  return { kind: 'decoded', value: { fromDate, toDate } };
}

function valuesOf(query: string, userId: LoginName): Map<string, string> | undefined {
  const values = new Map<string, string>();
  const literal = `loginName=${userId}`;
  const at = query.startsWith(literal) ? 0 : query.indexOf(`&${literal}`);
  const end = at + literal.length + (at > 0 || !query.startsWith(literal) ? 1 : 0);
  const whole = at >= 0 && (end === query.length || query.charAt(end) === '&');
  if (whole) values.set('loginName', userId);
  const rest = whole ? query.slice(0, at) + query.slice(at === 0 ? end + 1 : end) : query;
  const parts = rest === '' ? [] : rest.split('&', MOST_PARTS);
  for (const part of parts) {
    const [key = '', ...more] = part.split('=');
    const value = decoded(more.join('='));
    if (!KEYS.has(key) || value === undefined || values.has(key)) return undefined;
    values.set(key, value);
  }
  return values;
}

function decoded(text: string): string | undefined {
  if (!text.includes('%')) return text.includes('#') ? undefined : text;
  try {
    return text.includes('#') ? undefined : decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

const refused = (expected: string): Decoded<never> => ({ kind: 'refused', failures: [{ path: 'href', expected }] });
