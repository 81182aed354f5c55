import { expect } from 'chai';
import { delay, firstValueFrom, of } from 'rxjs';
import { intakeListener } from '../../../lib/cli/serve/intakeListener.js';
import { listening } from '../../../lib/cli/serve/listening.js';
import { originOf } from '../../../lib/cli/serve/parseAddress.js';

describe('intakeListener', () => {
  it('hands webhooks to the receiver, and answers 503 once it drains', async () => {
    const drain = new AbortController();
    const receive = () => of({ status: 200, headers: {}, body: 'ok' }).pipe(delay(1));
    const counts: number[] = [];
    const { serve, underWay } = intakeListener(receive, { drain: drain.signal, onError: () => undefined });
    underWay.subscribe((count) => counts.push(count));
    const answers = await new Promise<readonly unknown[]>((resolve) => {
      const subscription = listening({ address: { host: '127.0.0.1', port: 0 }, serve }).subscribe((address) => {
        void (async () => {
          const open = await fetch(originOf(address), { method: 'POST', body: '{}' });
          drain.abort();
          const closed = await fetch(originOf(address), { method: 'POST', body: '{}' });
          subscription.unsubscribe();
          resolve([open.status, closed.status, closed.headers.get('retry-after')]);
        })();
      });
    });
    expect(answers).to.deep.equal([200, 503, '30']);
    expect(counts).to.deep.equal([0, 1, 0]);
    expect(await firstValueFrom(underWay)).to.equal(0);
  });
});
