import { PROVIDERS } from '../bank/PROVIDERS.js';
import { SandboxOptionError } from '../SandboxOptionError.js';
import { resolveSwitches } from '../switches/resolveSwitches.js';
import { type Check, check, listOf, type Problem, shapeOf } from './checks.js';
import { EXIT_CODES } from './EXIT_CODES.js';
import type { ScenarioScript } from './ScenarioScript.js';

/**
 * Checks the JSON form of a scenario, member by member, and hands it over as a script.
 *
 * Throws a `SandboxOptionError` that names the first member that is wrong, what it must be and what it was; unknown
 * members and switches are wrong too.
 *
 * @param json a parsed JSON document
 * @example
 * parseScenarioScript({ name: 'mine', summary: 'As usual.', expected: { result: 'succeeded', exitCode: 0 }, connections: [{}] });
 */
export function parseScenarioScript(json: unknown): ScenarioScript {
  const problem = firstProblem(json);
  if (problem !== undefined) throw new SandboxOptionError(problem.path, problem.expectation, problem.value);
  if (!isScript(json)) throw new SandboxOptionError('scenario', 'a scenario', json);
  resolveSwitches(json.switches ?? {});
  return json;
}

const firstProblem = (json: unknown): Problem | undefined => script(json, 'scenario');

const isScript = (json: unknown): json is ScenarioScript => firstProblem(json) === undefined;

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

const text = check('a text', (value) => typeof value === 'string');
const flag = check('true or false', (value) => typeof value === 'boolean');
const number = check('a number', isNumber);
const past = check('a number ≤ 0', (value) => isNumber(value) && value <= 0);
const count = check('a whole number ≥ 0', (value) => Number.isSafeInteger(value) && Number(value) >= 0);
const odds = check('a probability from 0 to 1', (value) => isNumber(value) && value >= 0 && value <= 1);
const upper = check('an upper-case name', (value) => typeof value === 'string' && /^[A-Z][A-Z0-9_]*$/.test(value));

const oneOf = (...values: readonly string[]): Check =>
  check(`one of ${values.join(', ')}`, (value) => typeof value === 'string' && values.includes(value));

const mode = oneOf('REDIRECT', 'EMBEDDED');

const ACTIONS: Readonly<Record<string, readonly [Readonly<Record<string, Check>>, Readonly<Record<string, Check>>]>> = {
  begin: [{}, {}],
  channel: [{ mode, status: upper }, { unavailable: flag }],
  event: [{ type: upper }, { mode, resource: oneOf('now', 'before', 'other', 'odd', 'none') }],
  terminal: [{}, {}],
  list: [{ mode }, {}],
  chain: [{}, {}],
  delete: [{}, {}],
  expireQueues: [{}, {}],
  expireTokens: [{}, {}],
  raw: [{ text }, {}],
};

const STEPS = new Map(
  Object.entries(ACTIONS).map(([name, [required, optional]]) => [
    name,
    shapeOf({ do: text, at: number, ...required }, { from: oneOf('start', 'end'), datedS: past, ...optional }),
  ]),
);

const step: Check = (value, path) => {
  const what: unknown = typeof value === 'object' && value !== null && 'do' in value ? value.do : undefined;
  const shape = typeof what === 'string' ? STEPS.get(what) : undefined;
  return shape === undefined ? oneOf(...STEPS.keys())(what, `${path}.do`) : shape(value, path);
};

const channel = shapeOf({ mode }, { status: upper, ends: upper, unavailable: flag, expires: number });

const connection = shapeOf(
  {},
  {
    providerId: oneOf(...Object.keys(PROVIDERS)),
    channels: listOf(channel),
    creationDate: number,
    steps: listOf(step),
    also: listOf(step),
    history: listOf(step),
    exact: flag,
    silent: flag,
    terminals: oneOf('last', 'each'),
    listFirst: flag,
    runningAtStart: flag,
    nightlyEndedS: count,
    ambiguousPost: flag,
  },
);

const faults = shapeOf(
  {},
  Object.fromEntries(
    [
      ...['lost', 'late', 'reset', 'truncated', 'html', 'status401', 'status429', 'status5xx'],
      ...['duplicated', 'reordered', 'staleEvents', 'foreignEvents'],
    ].map((name) => [name, odds]),
  ),
);

const server = shapeOf(
  {},
  {
    noQueue: flag,
    queueReadS: check(
      'a pair of numbers ≥ 0',
      (value) => Array.isArray(value) && value.length === 2 && value.every((one: unknown) => isNumber(one) && one >= 0),
    ),
    rateLimit: shapeOf(
      {
        everyNth: check('a whole number ≥ 1', (value) => Number.isSafeInteger(value) && Number(value) >= 1),
        polls: count,
        posts: count,
      },
      {},
    ),
    faultsOnGet: faults,
    clockHeldAt: count,
  },
);

const switches: Check = (value, path) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { path, expectation: 'an object', value };
  const [name, wrong] = Object.entries(value).find(([, one]) => typeof one !== 'string') ?? [];
  return name === undefined ? undefined : { path: `${path}.${name}`, expectation: 'a text', value: wrong };
};

const atLeastOne: Check = (value, path) => {
  const problem = listOf(connection)(value, path);
  return problem ?? check('at least one connection', (list) => Array.isArray(list) && list.length > 0)(value, path);
};

const script = shapeOf(
  {
    name: check('a name of a-z, 0-9 and -', (value) => typeof value === 'string' && /^[a-z0-9][a-z0-9-]*$/.test(value)),
    summary: text,
    expected: shapeOf({ result: oneOf(...Object.keys(EXIT_CODES)), exitCode: count }, {}),
    connections: atLeastOne,
  },
  { others: listOf(connection), server, switches },
);
