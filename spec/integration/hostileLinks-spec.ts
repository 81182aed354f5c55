import { expect } from 'chai';
import fc from 'fast-check';
import { env } from 'node:process';
import { catchError, concatMap, count, EMPTY, from, lastValueFrom, mergeMap, of } from 'rxjs';
import type { Intent } from '../../lib/model/Intent.js';
import { jsonResponse } from '../../lib/testing/jsonResponse.js';
import { fixedHttp } from '../support/fixedHttp.js';
import { instantly } from '../support/instantly.js';
import { bytesOf, RECEIVED_AT, YODLEE_BASE, yodleeOver } from '../support/yodlee.js';

/** 200,000 by default; `HOSTILE_LINKS=5000000` for the long run. */
const LINKS = Number(env['HOSTILE_LINKS'] ?? 200_000);
const USERS_EACH = 2_000;

const PARTS = [
  '//evil.example', '\\\\evil.example', '\t//evil.example', 'https://evil.example', 'https://yodlee.test@evil.example',
  'https://yodlee.test.evil.example', 'http:', 'javascript:alert(1)', 'data:text/html,', 'file:///etc/passwd', '..', '%2e%2e', '%2E.',
  '/', '\\', 'admin', 'ysl', 'userData', 'dataExtracts/userData', '?', '&', '=', '#', '@', ':', '%00', '\r\n', '\0', ' ', '+', '%2f',
  'loginName=', 'loginName=ann', 'fromDate=', 'toDate=', 'fromDate=2026-11-21T10:00:00Z', 'toDate=2026-11-21T10:14:59Z', '__proto__=1',
  'select=transaction', 'skip=500', 'top=500', ';rel=next', '<', '>', ', ', 'ann', 'xn--', '［::1］', '。evil',
] as const; // prettier-ignore
const NAMES = [
  'ann',
  'a//evil.example',
  'b?x=y&z',
  '../../admin',
  'a@evil.example',
  'c#d',
  '%2e%2e%2f',
  'a;rel=next',
  'é€ü',
] as const;

/** A stream of numbers from a seed: fast-check's own values are too slow for millions. */
function dice(seed: number): (sides: number) => number {
  let state = seed | 0;
  return (sides) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    state ^= state >>> 12;
    return (state >>> 0) % sides;
  };
}

const GOOD = 'dataExtracts/userData?fromDate=2026-11-21T10:00:00Z&toDate=2026-11-21T10:14:59Z';

/** Now and then nothing is wrong with it, or one thing is put somewhere into it. */
function hostile(roll: (sides: number) => number): string {
  const kind = roll(10);
  if (kind === 0) return GOOD;
  const at = roll(GOOD.length);
  if (kind < 3) return GOOD.slice(0, at) + (PARTS[roll(PARTS.length)] ?? '') + GOOD.slice(at);
  let link = roll(4) === 0 ? 'dataExtracts/userData?fromDate=2026-11-21T10:00:00Z&toDate=2026-11-21T10:14:59Z&' : '';
  for (let left = 1 + roll(6); left > 0; left--) link += PARTS[roll(PARTS.length)] ?? '';
  return link;
}

describe('hostile links', function () {
  this.timeout(Math.max(60_000, LINKS / 10));

  it(`lead ${String(LINKS)} times to no request off the origin, nor to another path of it`, async () => {
    const [seed = 1] = fc.sample(fc.integer({ min: 1 }), 1);
    const roll = dice(seed);
    const off: string[] = [];
    let requests = 0;
    const { http } = fixedHttp(({ url, headers }) => {
      requests++;
      if (url.origin !== 'https://yodlee.test' || url.pathname !== '/ysl/dataExtracts/userData') off.push(url.href);
      const known = ['loginName', 'fromDate', 'toDate', 'skip', 'top', 'select'];
      if ([...url.searchParams.keys()].some((key) => !known.includes(key))) off.push(url.href);
      if (/[\r\n]/.test(JSON.stringify(Object.values(headers)).replaceAll('\\\\', ''))) off.push('header');
      return jsonResponse(200, {}, { link: `${hostile(roll)}${roll(2) === 0 ? '&skip=500' : ''};rel=next` });
    });
    const api = yodleeOver(http, { scheduler: instantly(), baseUrl: YODLEE_BASE });
    const follow = ({ userId, window }: Intent) =>
      api.readUserData({ userId, window, skip: 0 }).pipe(
        concatMap(({ nextSkip }) =>
          nextSkip === undefined ? EMPTY : api.readUserData({ userId, window, skip: nextSkip }),
        ),
        catchError(() => EMPTY),
      );
    for (let done = 0; done < LINKS; done += USERS_EACH) {
      const userData = Array.from({ length: USERS_EACH }, () => {
        const loginName = NAMES[roll(NAMES.length)] ?? 'ann';
        return {
          user: { loginName },
          links: [
            {
              methodType: 'GET',
              rel: 'getUserData',
              href: hostile(roll) + (roll(3) === 0 ? `&loginName=${loginName}` : ''),
            },
          ],
        };
      });
      const body = of(bytesOf({ event: { info: 'DATA_UPDATES.USER_DATA', data: { userData } } }));
      const intents = api
        .decode(body, { receivedAt: RECEIVED_AT })
        .pipe(mergeMap((decoded) => (decoded.kind === 'intents' ? from(decoded.intents) : EMPTY), 1));
      await lastValueFrom(intents.pipe(concatMap(follow), count()));
    }
    expect(off, `seed ${String(seed)}`).to.deep.equal([]);
    expect(requests).to.be.above(LINKS / 1_000);
  });
});
