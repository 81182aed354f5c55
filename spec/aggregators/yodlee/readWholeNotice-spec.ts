import { expect } from 'chai';
import { NoticeReader } from '../../../lib/aggregators/yodlee/NoticeReader.js';
import { readWholeNotice } from '../../../lib/aggregators/yodlee/readWholeNotice.js';
import { RECEIVED_AT, wireNotice, wireUser } from '../../support/yodlee.js';

const isRead = (text: string): boolean => readWholeNotice(text, new NoticeReader(RECEIVED_AT, () => undefined));

describe('readWholeNotice', () => {
  const good = JSON.stringify(wireNotice([wireUser('ann')]));

  it('reads what is plain', () => {
    const named = good.replace('"userCount"', '"about":"userData","userCount"');
    for (const text of [good, named, '{}', '{"event":{"info":"REFRESH","data":{}}}', '{"event":{"data":[1]}}']) {
      expect(isRead(text)).to.equal(true);
    }
  });

  for (const [what, text] of [
    ['an escape', good.replace('ann', '\\u0061nn')],
    ['users twice', good.replace('"userCount"', '"userData":[],"userCount"')],
    ['users twice, with spaces', good.replace('"userCount"', '"userData" :\n [],"userCount"')],
    ['users in two places', good.replace('"event"', '"data":{"userData":[]},"event"')],
    ['an event twice', good.replace('"event"', '"event":{},"event"')],
    ['an event twice without users', '{"event":{"info":"REFRESH"},"event":{}}'],
    ['data twice', good.replace('"data"', '"data":{},"data"')],
    ['data in two places', good.replace(/}$/, ',"data":{}}')],
    ['users where none are looked for', '{"userData":[]}'],
    ['an entry that is amiss', good.replace('"GET"', '"POST"')],
    ['no object', '[]'],
    ['no JSON', '{'],
  ] as const) {
    it(`leaves ${what} to the splitter`, () => expect(isRead(text)).to.equal(false));
  }
});
