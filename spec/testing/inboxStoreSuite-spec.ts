import { expect } from 'chai';
import type { InboxStore } from '../../lib/ports/InboxStore.js';
import { memoryInbox } from '../../lib/store/memoryInbox.js';
import { inboxStoreSuite, type InboxStoreSuiteOptions } from '../../lib/testing/inboxStoreSuite.js';
import { BROKEN_INBOXES } from '../support/brokenInboxes.js';

const { supports } = memoryInbox();

function gathered(options: Partial<InboxStoreSuiteOptions>): Map<string, () => Promise<void>> {
  const cases = new Map<string, () => Promise<void>>();
  inboxStoreSuite({
    describe: (_title, define) => {
      define();
    },
    it: (title, body) => void cases.set(title, body),
    supports,
    create: memoryInbox,
    ...options,
  });
  return cases;
}

describe('inboxStoreSuite', () => {
  it('passes an inbox that keeps its promises', async () => {
    for (const body of gathered({}).values()) await body();
  });

  for (const [title, [fault, seenBy]] of Object.entries(BROKEN_INBOXES)) {
    it(`fails an inbox that ${title}`, async () => {
      const create = (options: object): InboxStore => {
        const inbox = memoryInbox(options);
        return { ...inbox, ...fault(inbox) };
      };
      const [, body] = [...gathered({ create })].find(([name]) => name.startsWith(seenBy)) ?? [];
      const error: unknown = await body?.().catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(Error);
    });
  }

  it('wants `reopen` of an inbox that claims to survive a restart', () => {
    expect(() => gathered({ supports: { ...supports, survivesRestart: true } })).to.throw('needs `reopen`');
  });

  it('fails an inbox that claims something else than was said', async () => {
    const [body] = gathered({ supports: { ...supports, manyProcesses: true } }).values();
    const error: unknown = await body?.().catch((thrown: unknown) => thrown);
    expect(error).to.have.property('message', 'it claims something else');
  });

  it('shows what it skips, and closes what it opened', async () => {
    const shown: string[] = [];
    let open = 0;
    const cases = gathered({
      skip: (title) => void shown.push(title),
      create: (options) => {
        open += 1;
        return memoryInbox(options);
      },
      close: () => void (open -= 1),
    });
    for (const body of [...cases.values()].slice(0, 3)) await body();
    expect([shown.length, open]).to.deep.equal([6, 0]);
  });
});
