import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { OXLIN_DEFAULTS } from '../../lib/aggregators/oxlin/options.js';
import { YODLEE_DEFAULTS } from '../../lib/aggregators/yodlee/options.js';
import { TOPIC_DEFAULTS } from '../../lib/bridge/hub/TopicOptions.js';
import { BRIDGE_DEFAULTS } from '../../lib/bridge/server/options.js';
import { INTAKE_DEFAULTS } from '../../lib/notification/intake/options.js';
import { CONSUME_DEFAULTS } from '../../lib/notification/options.js';
import { RECONCILE_DEFAULTS } from '../../lib/notification/reconcileOptions.js';
import { SYNC_DEFAULTS } from '../../lib/sync/options.js';
import { pageOf, rowsOf } from '../support/markdown.js';

/** The page in pieces, each with the files that its one table is held against. */
const SECTIONS = pageOf('docs/tuning.md')
  .split(/^(?=.*Source: `lib\/)/m)
  .slice(1)
  .map((text) => ({
    files: [...(text.split('\n')[0] ?? '').matchAll(/`(lib\/[\w./-]+\.ts)`/g)].map(([, file = '']) => file),
    defaults: defaultsInTable(text),
  }));

function defaultsInTable(text: string): Readonly<Record<string, string>> {
  const rows = rowsOf(text, 'Option').map(([option = '', value = '']) => [option.replace(/`/g, ''), value] as const);
  return Object.fromEntries(rows);
}

function defaultsInSource(file: string): Readonly<Record<string, string>> {
  const source = readFileSync(file, 'utf8');
  const options = source.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*readonly (\w+)\??:/g);
  const tagged = [...options].flatMap(([, text = '', option = '']) => {
    const value = /@defaultValue\s+([\s\S]*)$/.exec(text)?.[1];
    return value === undefined ? [] : [[option, value.replace(/\s*\n\s*\*?\s*/g, ' ').trim()] as const];
  });
  return Object.fromEntries(tagged);
}

/** Finds the table that is held against this file. */
function documented(file: string): Readonly<Record<string, string>> {
  return SECTIONS.find(({ files }) => files.includes(file))?.defaults ?? {};
}

function inWords(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value !== 'object' || value === null) return String(value).replace(/\B(?=(\d{3})+$)/g, '_');
  const members = Object.entries(value).map(([name, member]) => `${name}: ${inWords(member)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

describe('docs/tuning.md', () => {
  it('covers the options of a sync and of the api object', () => {
    expect(Object.keys(documented('lib/sync/options.ts'))).to.have.members(Object.keys(SYNC_DEFAULTS));
    expect(documented('lib/aggregators/oxlin/options.ts')).to.include.all.keys(Object.keys(OXLIN_DEFAULTS));
  });

  it('covers the options of the notification pipeline', () => {
    expect(documented('lib/notification/intake/options.ts')).to.include.all.keys(Object.keys(INTAKE_DEFAULTS));
    expect(documented('lib/notification/options.ts')).to.include.all.keys(Object.keys(CONSUME_DEFAULTS));
    expect(documented('lib/notification/reconcileOptions.ts')).to.include.all.keys(Object.keys(RECONCILE_DEFAULTS));
    expect(documented('lib/ports/InboxOptions.ts')).to.include.all.keys('consumers', 'horizonMs', 'maxAttempts');
  });

  it('covers the options of the bridge', () => {
    expect(documented('lib/bridge/hub/TopicOptions.ts')).to.include.all.keys(Object.keys(TOPIC_DEFAULTS));
    expect(documented('lib/bridge/server/options.ts')).to.include.all.keys(Object.keys(BRIDGE_DEFAULTS));
  });

  for (const { files, defaults } of SECTIONS) {
    it(`says what the @defaultValue tags say, and nothing else: ${files.join(', ')}`, () => {
      const tagged = files.reduce((all, file) => ({ ...all, ...defaultsInSource(file) }), {});
      expect(Object.keys(tagged)).to.not.be.empty;
      expect(defaults).to.deep.equal(tagged);
    });
  }

  for (const [option, value] of Object.entries(SYNC_DEFAULTS)) {
    if (typeof value === 'function') continue;
    it(`gives SYNC_DEFAULTS.${option}`, () => {
      expect(documented('lib/sync/options.ts')[option]).to.equal(`\`${inWords(value)}\``);
    });
  }

  for (const [option, value] of Object.entries(OXLIN_DEFAULTS)) {
    it(`gives OXLIN_DEFAULTS.${option}`, () => {
      expect(documented('lib/aggregators/oxlin/options.ts')[option]).to.match(/^`/);
      expect(documented('lib/aggregators/oxlin/options.ts')[option]?.split('`')[1]).to.equal(inWords(value));
    });
  }

  for (const [file, values] of [
    ['lib/aggregators/yodlee/options.ts', YODLEE_DEFAULTS],
    ['lib/notification/intake/options.ts', INTAKE_DEFAULTS],
    ['lib/notification/options.ts', CONSUME_DEFAULTS],
    ['lib/notification/reconcileOptions.ts', RECONCILE_DEFAULTS],
    ['lib/bridge/hub/TopicOptions.ts', TOPIC_DEFAULTS],
    ['lib/bridge/server/options.ts', BRIDGE_DEFAULTS],
  ] as const) {
    for (const [option, value] of Object.entries(values)) {
      if (option === 'scheduler') continue;
      const shown = Array.isArray(value) ? '[]' : inWords(value);
      it(`gives ${option} of ${file}`, () => {
        expect(documented(file)[option]?.split('`')[1]).to.equal(shown);
      });
    }
  }
});
