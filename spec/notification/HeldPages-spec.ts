import { expect } from 'chai';
import { of } from 'rxjs';
import { ResponseTooLargeError } from '../../lib/errors/ResponseTooLargeError.js';
import type { UserDataPage } from '../../lib/model/UserDataPage.js';
import { HeldPages } from '../../lib/notification/HeldPages.js';
import type { PageSpool } from '../../lib/ports/Spool.js';
import { dataPage, fanOutStage, watch } from '../support/fanOutStage.js';

function spoolOf(): { readonly open: () => PageSpool; readonly log: string[] } {
  const log: string[] = [];
  return {
    log,
    open: () => {
      const pages: UserDataPage[] = [];
      log.push('open');
      return { pages, append: (page) => (pages.push(page), of(undefined)), remove: () => void log.push('remove') };
    },
  };
}

describe('HeldPages', () => {
  it('keeps pages in memory, counts them, and frees them', () => {
    const { fanOut } = fanOutStage({}, { byteCredit: 150 });
    const held = new HeldPages(fanOut);
    watch(held.append(dataPage()));
    expect(fanOut.memory.isSpent).to.equal(false);
    watch(held.append(dataPage()));
    expect([held.bytes, fanOut.memory.isSpent, [...held.pages].length]).to.deep.equal([200, true, 2]);
    held.release();
    expect([held.bytes, fanOut.memory.isSpent, [...held.pages].length]).to.deep.equal([0, false, 0]);
  });

  it('L5: has the same digest for the same pages, and another for others', () => {
    const digestOf = (...digests: string[]): string => {
      const held = new HeldPages(fanOutStage().fanOut);
      for (const digest of digests) watch(held.append(dataPage({ digest })));
      return held.digest;
    };
    expect(digestOf('a', 'b')).to.equal(digestOf('a', 'b'));
    expect(new Set([digestOf('a', 'b'), digestOf('b', 'a'), digestOf('a'), digestOf('ab')]).size).to.equal(4);
  });

  it('G6: writes pages to the spool from a size on, and frees their memory', () => {
    const spool = spoolOf();
    const { fanOut } = fanOutStage({}, { spool, spoolAboveBytes: 150, byteCredit: 1_000 });
    const held = new HeldPages(fanOut);
    for (const digest of ['1', '2', '3']) watch(held.append(dataPage({ digest })));
    expect([...held.pages].map(({ digest }) => digest)).to.deep.equal(['1', '2', '3']);
    fanOut.memory.take(999);
    expect(fanOut.memory.isSpent).to.equal(false);
    held.release();
    held.release();
    expect(spool.log).to.deep.equal(['open', 'remove']);
  });

  it('G6: writes small windows to the spool, too, once all together hold too much', () => {
    const spool = spoolOf();
    const { fanOut } = fanOutStage({}, { spool, byteCredit: 250 });
    const windows = [1, 2, 3].map(() => new HeldPages(fanOut));
    for (const held of windows) watch(held.append(dataPage()));
    expect(spool.log).to.deep.equal(['open']);
    expect(fanOut.memory.isSpent).to.equal(false);
  });

  it('G6: gives up what is larger than any window may be', () => {
    const held = new HeldPages(fanOutStage({}, { maxWindowBytes: 150 }).fanOut);
    watch(held.append(dataPage()));
    expect(() => held.append(dataPage())).to.throw(ResponseTooLargeError);
  });
});
