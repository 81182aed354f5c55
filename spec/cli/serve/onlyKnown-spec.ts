import { expect } from 'chai';
import { firstValueFrom, of } from 'rxjs';
import { onlyKnown } from '../../../lib/cli/serve/onlyKnown.js';
import { memoryInbox } from '../../../lib/aggregators/yodlee/index.js';

describe('onlyKnown', () => {
  const now = Math.floor(Date.now() / 1_000) * 1_000;
  const window = { from: new Date(now - 60_000), until: new Date(now) };
  const intents = ['ann', 'bob'].map((userId) => ({ userId, window }));
  const options = { origin: 'sweep', settleMs: 0, maxWaitMs: 0 } as const;

  it('takes nothing in of users who are not ours', async () => {
    const inbox = onlyKnown(memoryInbox(), () => of(new Set(['bob'])));
    expect(await firstValueFrom(inbox.put('default', intents, options))).to.include({ added: 1 });
    expect((await firstValueFrom(inbox.list({ tenant: 'default' }))).userId).to.equal('bob');
  });

  it('leaves an inbox as it is when everybody is ours', () => {
    const inbox = memoryInbox();
    expect(onlyKnown(inbox, undefined)).to.equal(inbox);
  });
});
