import { expect } from 'chai';
import { type StoryEnd, type StoryMutant, tellStory } from '../../support/notificationStory.js';

const RUNS = 2_000;
const CONTROL_RUNS = 300;

describe('2,000 simulated histories of notifications', () => {
  it('G1, G2, G3, G5, G11: deliver every change, or show it; lose none, and none out of order', function () {
    this.timeout(600_000);
    const only = process.env['SEED'];
    const total: Record<keyof StoryEnd['counts'], number> = {
      ...{ changes: 0, delivered: 0, missed: 0, visible: 0, unrecoverable: 0, crashes: 0, lost: 0, retried: 0 },
    };
    const wrong: string[] = [];
    for (let seed = Number(only ?? 1); seed <= (only === undefined ? RUNS : Number(only)); seed += 1) {
      const { faults, counts } = tellStory(seed);
      if (faults.length > 0) wrong.push(`SEED=${String(seed)}: ${[...new Set(faults)].join('; ')}`);
      for (const [name, count] of Object.entries(counts)) total[name as keyof typeof total] += count;
    }
    expect(wrong, 'histories that went wrong').to.deep.equal([]);
    if (only !== undefined) return;
    for (const [name, least] of [
      ['delivered', 8_000],
      ['missed', 1_000],
      ['crashes', 1_000],
      ['lost', 100],
      ['retried', 500],
      ['unrecoverable', 20],
    ] as const) {
      expect(total[name], name).to.be.at.least(least);
    }
  });

  for (const [mutant, fault] of [
    ['acksBeforeItStores', 'lost'],
    ['dropsPuts', 'lost'],
    ['doesNotReconcile', 'lost'],
    ['sweepsWithoutAMark', 'repaired in silence'],
    ['repairsInSilence', 'repaired in silence'],
    ['criesWolf', 'more were told as missed'],
  ] as const satisfies readonly (readonly [StoryMutant, string])[]) {
    it(`notices a pipeline that ${mutant}`, function () {
      this.timeout(60_000);
      const seeds = Array.from({ length: CONTROL_RUNS }, (_, seed) => seed + 1);
      const isNoticed = (seed: number): boolean => tellStory(seed, mutant).faults.some((one) => one.startsWith(fault));
      expect(seeds.some(isNoticed)).to.equal(true);
    });
  }
});
