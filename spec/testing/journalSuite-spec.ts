import { expect } from 'chai';
import type { SyncJournal } from '../../lib/ports/SyncJournal.js';
import { memoryJournal } from '../../lib/store/memoryJournal.js';
import { journalSuite, type JournalSuiteOptions } from '../../lib/testing/journalSuite.js';
import { BROKEN_JOURNALS, brokenJournal } from '../support/brokenJournals.js';

interface Suite {
  readonly cases: Map<string, () => Promise<void>>;
  readonly skipped: readonly string[];
}

function gathered(options: Pick<JournalSuiteOptions, 'create' | 'reopen' | 'close' | 'skip'>): Suite {
  const cases = new Map<string, () => Promise<void>>();
  const skipped = journalSuite({
    describe: (_title, define) => {
      define();
    },
    it: (title, body) => void cases.set(title, body),
    ...options,
  });
  return { cases, skipped };
}

async function failuresOf({ cases }: Suite): Promise<readonly string[]> {
  const failures: string[] = [];
  for (const [title, body] of cases) await body().catch(() => failures.push(title));
  return failures;
}

const surviving = (journal = memoryJournal()): SyncJournal => ({ ...journal, supports: { survivesRestart: true } });

describe('journalSuite', () => {
  it('passes a journal that keeps its promises', async () => {
    expect(await failuresOf(gathered({ create: () => memoryJournal() }))).to.deep.equal([]);
  });

  for (const [title, [fault, seenBy]] of Object.entries(BROKEN_JOURNALS)) {
    it(`fails a journal that ${title}`, async () => {
      const failures = await failuresOf(gathered({ create: () => brokenJournal(fault) }));
      expect(
        failures.some((failed) => failed.startsWith(seenBy)),
        failures.join(),
      ).to.equal(true);
    });
  }

  it('tries a restart on journals that claim to survive it', async () => {
    const suite = gathered({ create: () => surviving(), reopen: (journal) => Promise.resolve(journal) });
    expect(suite.skipped).to.deep.equal([]);
    expect(await failuresOf(suite)).to.deep.equal([]);
  });

  it('fails a journal that claims to survive a restart and does not', async () => {
    const suite = gathered({ create: () => surviving(), reopen: () => surviving() });
    expect(await failuresOf(suite)).to.deep.equal(['holds its scopes and knows its runs after a restart']);
  });

  it('wants `reopen` of a journal that claims to survive a restart', () => {
    expect(() => gathered({ create: () => surviving() })).to.throw('needs `reopen`');
  });

  it('shows what it skips', () => {
    const shown: string[] = [];
    const { skipped } = gathered({ create: () => memoryJournal(), skip: (title) => void shown.push(title) });
    expect(shown).to.deep.equal(skipped);
    expect(shown).to.have.length(1);
  });

  it('closes every journal that it opened, failed or not', async () => {
    let open = 0;
    const suite = gathered({
      create: () => {
        open += 1;
        return brokenJournal(() => ({
          supports: { survivesRestart: false },
          ...BROKEN_JOURNALS['erases nothing']?.[0](memoryJournal()),
        }));
      },
      close: () => void (open -= 1),
    });
    expect(await failuresOf(suite)).to.not.deep.equal([]);
    expect(open).to.equal(0);
  });
});
