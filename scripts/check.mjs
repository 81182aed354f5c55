// npm run check: every gate but the tests, two at a time, one line each. `--fix` mends what can be mended by itself;
// `--only a,b` runs those and what they need.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ROOT, flag, option, runNode, tool } from './project.mjs';

const fix = flag('fix');
const AT_ONCE = fix ? 1 : 2;
const script = (name, ...args) => [path.join(ROOT, 'scripts', `${name}.mjs`), ...args];
const TSC = tool('typescript', 'tsc');
const TARBALL = 'temp/pack/millrace.tgz';

/** Long ones first, so that the two lanes end together. */
const STEPS = [
  { name: 'build', args: script('build') },
  { name: 'lint', args: [tool('eslint', 'eslint'), '.', '--max-warnings', '0', ...(fix ? ['--fix'] : [])] },
  { name: 'types', args: [TSC, '-p', 'tsconfig.json'] },
  { name: 'core-types', args: [TSC, '-p', 'tsconfig.core.json'] },
  { name: 'format', args: [tool('prettier', 'prettier'), fix ? '--write' : '--check', '--log-level', 'warn', '.'] },
  { name: 'lint-probes', args: script('probe-lint') },
  { name: 'structure', args: [tool('dependency-cruiser', 'depcruise'), 'lib', '--config', '.dependency-cruiser.cjs'] },
  { name: 'structure-probes', args: script('probe-rules') },
  { name: 'spec-mirror', args: script('spec-mirror') },
  { name: 'docblocks', args: script('docblocks'), show: true },
  { name: 'marbles', args: script('marbles-in-docblocks') },
  { name: 'links', args: script('links') },
  { name: 'lockfile', args: script('lockfile') },
  { name: 'browser', args: script('browser-bundle') },
  { name: 'api', args: script('api', ...(fix ? ['--fix'] : [])), needs: ['build'] },
  { name: 'size', args: [tool('size-limit', 'size-limit')], needs: ['build'] },
  { name: 'pack', args: script('pack'), needs: ['build'] },
  { name: 'publint', args: [tool('publint', 'publint'), 'run', TARBALL, '--strict'], needs: ['pack'] },
  { name: 'attw', args: [tool('@arethetypeswrong/cli', 'attw'), TARBALL, '--profile', 'node16'], needs: ['pack'] },
  { name: 'entries', args: script('smoke-entries', '--packed'), needs: ['pack'] },
];

/** Steps whose script belongs to a part that is not there yet. */
const isThere = ({ args }) => !args[0].startsWith(path.join(ROOT, 'scripts')) || existsSync(args[0]);

/** Gives the steps named, and those that they need, in the order of the table. */
function chosen(names) {
  if (names === undefined) return STEPS;
  const wanted = new Set();
  const want = (name) => {
    const step = STEPS.find((candidate) => candidate.name === name);
    if (step === undefined)
      throw new Error(`no step ${name}; there are ${STEPS.map((known) => known.name).join(', ')}`);
    wanted.add(name);
    (step.needs ?? []).forEach(want);
  };
  names.split(',').forEach(want);
  return STEPS.filter(({ name }) => wanted.has(name));
}

function print({ name, show }, state, seconds, output) {
  const time = seconds === undefined ? '' : `${seconds.toFixed(1)} s`;
  console.log(`${name.padEnd(18)}${state.padEnd(9)}${time}`);
  if (state === 'FAILED' || show) console.log(output.trimEnd().replace(/^/gm, '    '));
}

async function execute(step, ended) {
  const unmet = (step.needs ?? []).find((need) => ended.get(need) !== 'ok');
  if (unmet !== undefined) return { state: 'FAILED', output: `${unmet} failed` };
  if (!isThere(step)) return { state: 'skipped', output: '' };
  const started = performance.now();
  const { code, output } = await runNode(step.args, { env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' } });
  return { state: code === 0 ? 'ok' : 'FAILED', seconds: (performance.now() - started) / 1000, output };
}

async function check(steps) {
  const waiting = [...steps];
  const ended = new Map();
  const running = new Set();
  const isReady = ({ needs = [] }) => needs.every((need) => ended.has(need));
  const start = (step) => {
    waiting.splice(waiting.indexOf(step), 1);
    const job = execute(step, ended).then(({ state, seconds, output }) => {
      ended.set(step.name, state);
      running.delete(job);
      print(step, state, seconds, output);
    });
    running.add(job);
  };
  while (waiting.length > 0 || running.size > 0) {
    const ready = waiting.find(isReady);
    if (ready !== undefined && running.size < AT_ONCE) start(ready);
    else await Promise.race(running);
  }
  return ended;
}

const began = performance.now();
const states = [...(await check(chosen(option('only')))).values()];
const count = (wanted) => states.filter((state) => state === wanted).length;
const seconds = ((performance.now() - began) / 1000).toFixed(0);
console.log(`check: ${count('ok')} passed, ${count('FAILED')} failed, ${count('skipped')} skipped in ${seconds} s`);
process.exitCode = count('FAILED') > 0 ? 1 : 0;
