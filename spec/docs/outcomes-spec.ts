import { expect } from 'chai';
import { exitCodeOf } from '../../lib/cli/exitCodeOf.js';
import { tellTheUser } from '../../lib/cli/output/tellTheUser.js';
import type { ChannelOutcome, OutcomeResult } from '../../lib/model/Outcome.js';
import { whoMustActFor } from '../../lib/sync/whoMustActFor.js';
import { pageOf, rowsOf } from '../support/markdown.js';

const PAGE = pageOf('docs/outcomes.md');
const RESULTS: Readonly<Record<OutcomeResult, true>> = {
  succeeded: true,
  partial: true,
  failed: true,
  actionRequired: true,
  timedOut: true,
  gone: true,
  notStarted: true,
  notApplicable: true,
};
const isResult = (word: string): word is OutcomeResult => Object.hasOwn(RESULTS, word);
const unquoted = (cell = '') => cell.replace(/`/g, '');

const channelWith = (status: string): ChannelOutcome => {
  const whoMustAct = whoMustActFor({ status, unavailable: false });
  return { channelId: '1', status, fresh: true, unavailable: false, whoMustAct };
};

describe('docs/outcomes.md', () => {
  const outcomes = rowsOf(PAGE, '`result`');

  it('has a line and a heading for every result', () => {
    const results = outcomes.map(([result]) => unquoted(result));
    expect(results).to.have.members(Object.keys(RESULTS));
    expect(results.filter((result) => !PAGE.includes(`\n### ${result}\n`))).to.deep.equal([]);
  });

  for (const [cell, exitCode, , sentence] of outcomes) {
    const result = unquoted(cell);
    if (!isResult(result)) continue;
    it(`says for ${result} what the command line does`, () => {
      expect(exitCode).to.equal(String(exitCodeOf([{ result }])));
      expect(sentence).to.equal(tellTheUser({ result, channels: [], whoMustAct: 'nobody' }));
    });
  }

  const statuses = rowsOf(PAGE, 'Channel status');

  for (const [cell, usually, whileDown, sentence] of statuses) {
    const status = unquoted(cell);
    it(`says who must act for a channel that is ${status}`, () => {
      expect(usually).to.equal(whoMustActFor({ status, unavailable: false }));
      expect(whileDown).to.equal(whoMustActFor({ status, unavailable: true }));
      const asked = { result: 'actionRequired', channels: [channelWith(status)], whoMustAct: 'user' } as const;
      if (usually === 'user') expect(sentence).to.equal(tellTheUser(asked));
      else expect(sentence).to.equal('–');
    });
  }

  it('knows every status that needs the user', () => {
    expect(statuses.filter(([, usually]) => usually === 'user')).to.have.lengthOf(5);
  });
});
