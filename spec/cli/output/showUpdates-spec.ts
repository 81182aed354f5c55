import { expect } from 'chai';
import { lastValueFrom, of, toArray } from 'rxjs';
import { showUpdates } from '../../../lib/cli/output/showUpdates.js';
import { fakeHost } from '../../support/fakeHost.js';
import { eventSeen, outcome, triggered } from '../../support/syncUpdates.js';

const KNOWN = { names: new Map<string, string>(), expected: [] };
const UPDATES = [
  triggered('7'),
  eventSeen('7', { type: 'A\u001b', accounts: [{ id: '1', iban: 'FR7630006000011234567890189' }] }),
  outcome('7'),
];

describe('showUpdates', () => {
  it('writes one complete object a line with --json, dates in ISO, and nothing else', async () => {
    const host = fakeHost({ isTty: true });
    const seen = await lastValueFrom(of(...UPDATES).pipe(showUpdates(host, { json: true }, KNOWN), toArray()));
    expect(seen).to.deep.equal(UPDATES);
    expect(host.stdout.text()).to.equal(UPDATES.map((update) => `${JSON.stringify(update)}\n`).join(''));
    expect(host.stdout.text())
      .to.include('"at":"2026-01-02T03:04:05.000Z"')
      .and.to.include('FR7630006000011234567890189');
  });

  it('writes plain lines where nothing can be drawn, harmless and without personal data', async () => {
    const host = fakeHost();
    await lastValueFrom(of(...UPDATES).pipe(showUpdates(host, {}, KNOWN)));
    expect(host.stdout.text())
      .to.match(/^7: sync triggered\n7: event A\\u001b\n7: succeeded/)
      .and.not.include('FR76');
    expect(host.stderr.text()).to.equal('');
  });
});
