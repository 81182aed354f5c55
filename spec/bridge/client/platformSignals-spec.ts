import { expect } from 'chai';
import { platformSignals } from '../../../lib/bridge/client/platformSignals.js';

function fakePage() {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  const frame = new EventTarget();
  const host: Readonly<Record<string, unknown>> = { document: page, window: frame };
  const { wakeUps, outages } = platformSignals((name) => host[name]);
  const seen: string[] = [];
  const subscriptions = [wakeUps.subscribe(() => seen.push('wakeUp')), outages.subscribe(() => seen.push('outage'))];
  return { page, frame, seen, leave: () => subscriptions.forEach((subscription) => subscription.unsubscribe()) };
}

describe('platformSignals', () => {
  it('wakes up when the page is seen again, is shown from the cache, or the network is back', () => {
    const { page, frame, seen } = fakePage();
    page.dispatchEvent(new Event('visibilitychange'));
    frame.dispatchEvent(new Event('online'));
    frame.dispatchEvent(new Event('pageshow'));
    expect(seen).to.deep.equal(['wakeUp', 'wakeUp', 'wakeUp']);
  });

  it('does not wake up when the page is hidden', () => {
    const { page, seen } = fakePage();
    page.visibilityState = 'hidden';
    page.dispatchEvent(new Event('visibilitychange'));
    expect(seen).to.deep.equal([]);
  });

  it('tells that the network is gone', () => {
    const { frame, seen } = fakePage();
    frame.dispatchEvent(new Event('offline'));
    expect(seen).to.deep.equal(['outage']);
  });

  it('listens to nothing once it is left', () => {
    const { page, frame, seen, leave } = fakePage();
    leave();
    page.dispatchEvent(new Event('visibilitychange'));
    frame.dispatchEvent(new Event('offline'));
    expect(seen).to.deep.equal([]);
  });

  it('is silent where there is no page', () => {
    const { wakeUps, outages } = platformSignals();
    const seen: unknown[] = [];
    wakeUps.subscribe((signal) => seen.push(signal));
    outages.subscribe((signal) => seen.push(signal));
    expect(seen).to.deep.equal([]);
  });
});
