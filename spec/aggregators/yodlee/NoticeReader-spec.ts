import { expect } from 'chai';
import { NoticeReader } from '../../../lib/aggregators/yodlee/NoticeReader.js';
import type { DecodedNotice } from '../../../lib/ports/NotificationApi.js';
import { bytesOf, RECEIVED_AT, wireUser } from '../../support/yodlee.js';

function reader() {
  const seen: DecodedNotice[] = [];
  return { seen, reader: new NoticeReader(RECEIVED_AT, (decoded) => seen.push(decoded)) };
}

describe('NoticeReader', () => {
  it('looks at each entry of a group alone when one of them is no JSON', () => {
    const { seen, reader: notices } = reader();
    const [ann, bob] = [JSON.stringify(wireUser('ann')), JSON.stringify(wireUser('bob'))];
    const group = `${ann},{"user":nothing},${bob}`;
    const second = ann.length + 1;
    notices.entries(bytesOf(group), [0, ann.length, second, second + 16, second + 17, group.length]);
    notices.end(true);
    expect(seen.map(({ kind }) => kind)).to.deep.equal(['intents', 'quarantined']);
    expect(seen[1]).to.have.property('notices').that.has.length(1);
    expect(notices.users).to.equal(3);
  });

  it('sets invalid UTF-8 aside', () => {
    const { seen, reader: notices } = reader();
    notices.entries(Uint8Array.from([0x22, 0xff, 0x22]), [0, 3]);
    notices.end(true);
    expect(seen[0]).to.have.nested.property('notices[0].failures[0].expected', 'JSON');
  });

  it('ignores users of other events that have no link of ours', () => {
    const { seen, reader: notices } = reader();
    notices.member('root', 'info', bytesOf('"INSIGHTS"'));
    notices.entries(bytesOf('{"user":{"loginName":"ann"},"links":[{"rel":"feedURl"}]}'), [0, 56]);
    expect(notices.end(true).kind).to.equal('insights');
    expect(seen).to.deep.equal([]);
  });

  it('hands bad entries on in groups', () => {
    const { seen, reader: notices } = reader();
    for (let at = 0; at < 130; at++) notices.refusedEntry(bytesOf(String(at)), 1, 'JSON');
    notices.end(true);
    expect(seen.map((decoded) => (decoded.kind === 'quarantined' ? decoded.notices.length : 0))).to.deep.equal([
      64, 64, 2,
    ]);
  });

  it('says when a member is no JSON', () => {
    const { reader: notices } = reader();
    notices.member('event', 'info', bytesOf('nothing'));
    notices.member('event', 'long', undefined);
    expect([notices.brokenMember, notices.end(false).kind]).to.deep.equal([true, 'unknown']);
  });
});
