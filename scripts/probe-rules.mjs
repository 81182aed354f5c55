// Proves the dependency rules: each has a probe, a small tree that breaks it, and exactly that rule fires on it.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { cruise } from 'dependency-cruiser';
import { ROOT, option } from './project.mjs';

const PROBES = path.resolve(ROOT, option('probes', 'spec/fixtures/probes'));
// In a tree of two files everything is dead but the entry; that rule is judged on its own probe alone.
const ONLY_ON_ITS_OWN_PROBE = 'no-dead-files';

const { forbidden, options } = createRequire(import.meta.url)('../.dependency-cruiser.cjs');
const judged = option('without', '');
const rules = forbidden.filter(({ name }) => name !== judged);

const probes = existsSync(PROBES)
  ? readdirSync(PROBES).filter((entry) => statSync(path.join(PROBES, entry)).isDirectory())
  : [];
const wrong = forbidden
  .filter(({ name }) => !probes.includes(name))
  .map(({ name }) => `${name}: has no probe under spec/fixtures/probes`);

/** Probes in which an entry is the sinner. */
const SINFUL_ENTRIES = new Set([
  'core-entry-is-portable',
  'aggregator-entries-compose-only-tokens-and-memory-engines',
  'yodlee-entry-composes-only-tokens-notification-and-memory-engines',
]);

/** A probe may also hold what the rule must leave alone: `allowed.ts`, a folder `allowed/`, and its entries unless they are the sinners. */
const isInnocent = (probe, file) =>
  /(^|\/)allowed(\.ts$|\/)/.test(file) || (/(^|\/)index\.ts$/.test(file) && !SINFUL_ENTRIES.has(probe));

/** Runs the rules over one probe as if its folder were the project; gives the names of those that fired. */
async function fired(probe) {
  const { tsConfig: _unused, ...rest } = options;
  const { output } = await cruise(['.'], {
    ...rest,
    baseDir: path.join(PROBES, probe),
    validate: true,
    ruleSet: { forbidden: rules },
  });
  const unjust = output.summary.violations.filter(({ rule, from }) => rule.name === probe && isInnocent(probe, from));
  if (unjust.length > 0) wrong.push(`${probe}: fired on ${unjust.map(({ from }) => from)}, which is allowed`);
  const names = new Set(output.summary.violations.map(({ rule }) => rule.name));
  if (probe !== ONLY_ON_ITS_OWN_PROBE) names.delete(ONLY_ON_ITS_OWN_PROBE);
  return [...names].sort();
}

for (const probe of probes) {
  const names = await fired(probe);
  if (!forbidden.some(({ name }) => name === probe)) wrong.push(`${probe}: a probe without a rule`);
  else if (!names.includes(probe)) wrong.push(`${probe}: did not fire on its probe`);
  else if (names.length > 1) wrong.push(`${probe}: its probe also trips ${names.filter((name) => name !== probe)}`);
}

for (const line of wrong) console.error(line);
console.log(`${forbidden.length} rules, ${probes.length} probes, ${wrong.length} wrong`);
process.exitCode = wrong.length > 0 ? 1 : 0;
