import { loginNameOf } from '../bank/loginNames.js';
import { isoSecond } from '../wire/dates.js';
import type { YodleeState } from '../YodleeState.js';
import { yodleeSeconds } from '../yodleeSeconds.js';
import { addNotice, intervalS } from './addNotice.js';

/** Links that an attacker may write; none of them must ever be followed as it stands. */
const HREFS = [
  'http://evil.invalid/dataExtracts/userData?loginName=NAME&fromDate=FROM&toDate=TO',
  '//evil.invalid/dataExtracts/userData?loginName=NAME&fromDate=FROM&toDate=TO',
  '\\\\evil.invalid\\dataExtracts/userData?loginName=NAME&fromDate=FROM&toDate=TO',
  'dataExtracts/userData?fromDate=FROM&toDate=TO&loginName=NAME@evil.invalid',
  '../../auth/token?loginName=NAME&fromDate=FROM&toDate=TO',
  'dataExtracts/userData?fromDate=FROM&toDate=TO&loginName=NAME%0d%0aX-Injected:%201',
  'javascript:alert(1)?fromDate=FROM&toDate=TO&loginName=NAME',
  'dataExtracts/userData?fromDate=1970-01-01T00:00:00Z&toDate=9999-12-31T23:59:59Z&loginName=NAME',
] as const;

/**
 * Sends notifications that upstream would never send: hostile links under the names of real users, users nobody
 * knows, to the right place and to a wrong one, and bodies that are none.
 *
 * @param state the service
 * @param now the caller's clock. Unit: ms
 * @example
 * forgeNotices(state, now).notices.length;
 */
export function forgeNotices(state: YodleeState, now: number): YodleeState {
  const to = yodleeSeconds(state, now) - 1;
  const from = to - Math.min(3_599, intervalS(state));
  const bodyOf = (loginName: string, href: string): string => {
    const filled = href
      .replaceAll('NAME', loginName)
      .replaceAll('FROM', isoSecond(from))
      .replaceAll('TO', isoSecond(to));
    const userData = [{ user: { loginName }, links: [{ methodType: 'GET', rel: 'getUserData', href: filled }] }];
    const data = { userCount: 1, fromDate: isoSecond(from), toDate: isoSecond(to), userData };
    return JSON.stringify({ event: { info: 'DATA_UPDATES.USER_DATA', notificationId: 'forged', data } });
  };
  const known = HREFS.map((href) => ({ payload: bodyOf(loginNameOf(state, 0), href) }));
  const strangers = HREFS.slice(0, 3).map((href, n) => ({ payload: bodyOf(`stranger-${n + 1}`, href) }));
  const plain = { payload: bodyOf('stranger-9', 'dataExtracts/userData?fromDate=FROM&toDate=TO&loginName=NAME') };
  const wrongPath = { payload: plain.payload, path: '/webhooks/guessed-secret' };
  const garbage = [
    '',
    '{',
    'payload=%',
    '[]',
    '{"event":{"info":"DATA_UPDATES.USER_DATA","__proto__":{"polluted":true}}}',
  ];
  return [...known, ...strangers, plain, wrongPath, ...garbage.map((payload) => ({ payload }))].reduce(
    (next: YodleeState, { payload, ...rest }: { readonly payload: string; readonly path?: string }) =>
      addNotice(next, { event: 'DATA_UPDATES', payload, forged: rest }, now),
    state,
  );
}
