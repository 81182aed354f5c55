import { chance } from '../chance.js';
import { chanceInteger } from '../chanceInteger.js';
import type { OxlinState } from '../OxlinState.js';
import type { SandboxRequest } from '../SandboxRequest.js';
import type { FaultProbabilities } from './FaultProbabilities.js';
import type { InjectedFault } from './InjectedFault.js';

const MOST_IN_A_ROW = 2;
const ANSWER_FAULTS = ['lost', 'late', 'reset', 'truncated', 'html', 'status401', 'status429', 'status5xx'] as const;
const STATUSES = [500, 502, 503] as const;

/**
 * Decides what trouble a request meets: what the configured hook says, else a scenario's trouble on GET (never more
 * than twice in a row, so that patience pays), else the configured probabilities.
 *
 * @param state the simulator; its number of requests names the decision
 * @param request the request
 * @example
 * chooseFault(state, request)?.kind; // 'reset'
 */
export function chooseFault(state: OxlinState, request: SandboxRequest): InjectedFault | undefined {
  const { settings, requests } = state;
  const decided = settings.faultFor(requests, request, chance(settings.seed, ['hook', requests]));
  if (decided !== undefined) return decided;
  const onGet = request.method === 'GET' && request.origin === 'api';
  const scripted = onGet && state.faultsInRow < MOST_IN_A_ROW ? draw(state, request, settings.faultsOnGet) : undefined;
  return scripted ?? draw(state, request, settings.faults);
}

const draw = (state: OxlinState, request: SandboxRequest, odds: FaultProbabilities): InjectedFault | undefined => {
  const { settings, requests } = state;
  const strikes = (what: keyof FaultProbabilities): boolean =>
    chance(settings.seed, ['fault', what, requests]) < (odds[what] ?? 0);
  const kind = ANSWER_FAULTS.find((one) => possible(one, request) && strikes(one));
  const events = request.method === 'GET' && request.target.includes('/queues/');
  const fault: InjectedFault = {
    ...(kind === undefined ? {} : { kind, ...details(state, kind) }),
    ...(events && strikes('duplicated') ? { duplicated: true } : {}),
    ...(events && strikes('reordered') ? { reordered: true } : {}),
    ...(events && strikes('staleEvents') ? { staleEvent: true } : {}),
    ...(events && strikes('foreignEvents') ? { foreignEvent: true } : {}),
  };
  return Object.keys(fault).length === 0 ? undefined : fault;
};

const possible = (kind: (typeof ANSWER_FAULTS)[number], { origin, method }: SandboxRequest): boolean => {
  if (kind === 'html' || kind === 'truncated') return method === 'GET';
  return kind !== 'status401' || origin === 'api';
};

const details = ({ settings, requests }: OxlinState, kind: (typeof ANSWER_FAULTS)[number]): Partial<InjectedFault> => {
  if (kind === 'late') return { delayMs: chanceInteger(settings.seed, ['late by', requests], 5_000, 20_000) };
  if (kind !== 'status5xx') return {};
  return {
    status: STATUSES[chanceInteger(settings.seed, ['which 5xx', requests], 0, 2)] ?? 503,
    carriedOut: chance(settings.seed, ['carried out', requests]) < 0.5,
  };
};
