import { expect } from 'chai';
import { defaultIfEmpty, firstValueFrom, throwError } from 'rxjs';
import { memoryInbox } from '../../../lib/aggregators/yodlee/index.js';
import { notingStored } from '../../../lib/cli/serve/notingStored.js';

describe('notingStored', () => {
  const now = Math.floor(Date.now() / 1_000) * 1_000;
  const window = { from: new Date(now - 60_000), until: new Date(now) };
  const options = { origin: 'notice', settleMs: 0, maxWaitMs: 0 } as const;

  it('tells of what was stored, and of nothing else', async () => {
    let stored = 0;
    const onStored = () => (stored += 1);
    const inbox = notingStored(memoryInbox(), onStored);
    expect(await firstValueFrom(inbox.put('default', [{ userId: 'ann', window }], options))).to.include({ added: 1 });
    await firstValueFrom(inbox.quarantine('default', []).pipe(defaultIfEmpty(undefined)));
    expect(stored).to.equal(2);
    const failing = () => throwError(() => new Error('full'));
    const broken = notingStored({ put: failing, quarantine: failing }, onStored);
    expect(await firstValueFrom(broken.put('default', [], options)).catch(String)).to.equal('Error: full');
    expect(await firstValueFrom(broken.quarantine('default', [])).catch(String)).to.equal('Error: full');
    expect(stored).to.equal(2);
  });
});
