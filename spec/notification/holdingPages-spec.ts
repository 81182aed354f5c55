import { expect } from 'chai';
import { NEVER, of, throwError } from 'rxjs';
import type { HeldPages } from '../../lib/notification/HeldPages.js';
import { holdingPages } from '../../lib/notification/holdingPages.js';
import { dataPage, fanOutStage, watch } from '../support/fanOutStage.js';

describe('holdingPages', () => {
  it('frees the pages however the work ends', () => {
    for (const end of [of(1), throwError(() => new Error('work')), NEVER]) {
      const { fanOut } = fanOutStage({}, { byteCredit: 50 });
      const work = (held: HeldPages): typeof end => {
        watch(held.append(dataPage()));
        expect(fanOut.memory.isSpent).to.equal(true);
        return end;
      };
      watch(holdingPages<number>(fanOut, work)).subscription?.unsubscribe();
      expect(fanOut.memory.isSpent).to.equal(false);
    }
  });

  it('gives each subscription pages of its own', () => {
    const met = new Set<HeldPages>();
    const work = holdingPages(fanOutStage().fanOut, (held) => of(met.add(held)));
    watch(work);
    watch(work);
    expect(met.size).to.equal(2);
  });
});
