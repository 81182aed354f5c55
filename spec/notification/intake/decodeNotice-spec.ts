import { expect } from 'chai';
import { concat, map, type Observable, of } from 'rxjs';
import { decodeNotice } from '../../../lib/notification/intake/decodeNotice.js';
import { Refusal } from '../../../lib/notification/intake/Refusal.js';
import type { DecodedNotice } from '../../../lib/ports/NotificationApi.js';
import { fakeNotificationApi, noticed, notificationOf } from '../../support/fakeNotificationApi.js';
import { marbles } from '../../../lib/testing/marbles.js';

const bytes = { a: Uint8Array.of(1), b: Uint8Array.of(2), e: new Uint8Array() };
const values = { i: noticed(['u']), n: { kind: 'notification', notification: notificationOf() } };
const envelope = { receivedAt: new Date(0) };
const decode = (body: Observable<Uint8Array>): Observable<DecodedNotice> =>
  concat(body.pipe(map(() => noticed(['u']))), of({ kind: 'notification' as const, notification: notificationOf() }));

describe('decodeNotice', () => {
  it(
    'decodes while the body arrives',
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const source = hot('a---b---|', bytes);
      const expected = '  i---i---(n|)';
      expectObservable(source.pipe(decodeNotice(fakeNotificationApi({ decode }), envelope))).toBe(expected, values);
      expectSubscriptions(source.subscriptions).toBe('^-------!');
    }),
  );

  it(
    'gives nothing of a body without a byte, and does not decode it',
    marbles(({ hot, expectObservable, flush }) => {
      const api = fakeNotificationApi({ decode });
      expectObservable(hot('e-e-|', bytes).pipe(decodeNotice(api, envelope))).toBe('----|');
      flush();
      expect(api.envelopes).to.deep.equal([]);
    }),
  );

  it(
    'refuses when the decoder breaks, and keeps a refusal of the body',
    marbles(({ cold, expectObservable }) => {
      const cause = new Error('bug');
      const broken = (): never => {
        throw cause;
      };
      const api = fakeNotificationApi({ decode: broken });
      expectObservable(cold('-a', bytes).pipe(decodeNotice(api, envelope))).toBe(
        '-#',
        {},
        new Refusal('decode', { cause }),
      );
      const tooLarge = new Refusal('tooLarge');
      const body = cold('a-#', bytes, tooLarge).pipe(decodeNotice(fakeNotificationApi({ decode }), envelope));
      expectObservable(body).toBe('i-#', values, tooLarge);
    }),
  );
});
