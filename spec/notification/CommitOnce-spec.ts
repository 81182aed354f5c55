import { expect } from 'chai';
import { firstValueFrom, NEVER, of, throwError } from 'rxjs';
import { InvalidOptionError } from '../../lib/errors/InvalidOptionError.js';
import { CommitOnce } from '../../lib/notification/CommitOnce.js';
import type { InboxStore } from '../../lib/ports/InboxStore.js';
import { memoryInbox } from '../../lib/store/memoryInbox.js';
import { leaseOf, watch } from '../support/fanOutStage.js';

function committing(commit: InboxStore<string>['commit']): { once: CommitOnce<string>; ending: { isBegun: boolean } } {
  const ending = { isBegun: false };
  const { durability, supports } = memoryInbox();
  const inbox = { durability, supports: { ...supports, commit: true }, commit };
  return { once: new CommitOnce(inbox, leaseOf(), ending), ending };
}

describe('CommitOnce', () => {
  it('has no result before anything is committed', () => {
    const { once } = committing(() => NEVER);
    expect([once.result, once.isForgotten]).to.deep.equal([undefined, false]);
    const commit = once.run(() => 0);
    expect([once.result, once.isForgotten]).to.deep.equal([undefined, true]);
    watch(commit);
    expect(once.isForgotten).to.equal(false);
  });

  it('gives what the work gives, and completes its result, also for who leaves after the first value', async () => {
    const { once, ending } = committing((_lease, work) => of(work('tx')));
    expect(await firstValueFrom(once.run((transaction) => `${transaction}!`))).to.equal('tx!');
    expect(watch(once.result ?? NEVER).isComplete).to.equal(true);
    expect(ending.isBegun).to.equal(true);
  });

  it('fails its result with the commit, and lets heartbeats go on', () => {
    const { once, ending } = committing(() => throwError(() => new Error('constraint')));
    expect(watch(once.run(() => 0)).errors).to.have.length(1);
    expect(watch(once.result ?? NEVER).errors).to.have.length(1);
    expect(ending.isBegun).to.equal(false);
  });

  it('fails its result when its subscriber leaves in the middle', () => {
    const { once } = committing(() => NEVER);
    watch(once.run(() => 0)).subscription?.unsubscribe();
    expect(watch(once.result ?? NEVER).errors[0]).to.include({ name: 'HandlerFailedError' });
  });

  it('refuses an engine without transactions', () => {
    const once = new CommitOnce(memoryInbox(), leaseOf(), { isBegun: false });
    expect(watch(once.run(() => 0)).errors[0]).to.be.instanceOf(InvalidOptionError);
  });
});
