import { connectionStatus } from './bank/connectionStatus.js';
import type { Connection } from './bank/records.js';
import { linksOf } from './linksOf.js';
import type { OxlinState, StruckFault } from './OxlinState.js';
import { EXIT_CODES } from './script/EXIT_CODES.js';
import type { ExpectedResult } from './script/ScenarioScript.js';
import { trueOutcome } from './trueOutcome.js';

/** One sync that really ran. */
export interface TrueSync {
  readonly id: string;
  readonly type: 'ALL' | 'LIST_ACCOUNTS';
  readonly startedBy: 'post' | 'automatic' | 'chain';
  /** Dates of the sandbox's clock, ISO 8601. */
  readonly startedAt: string;
  readonly endedAt?: string;
  readonly status?: string;
  readonly channels?: Readonly<Record<string, string>>;
}

/** What really happened to one connection. */
export interface TrueConnection {
  readonly id: string;
  readonly userId: string;
  readonly scenario: string;
  readonly status: string;
  readonly posts: { readonly accepted: number; readonly refused: number };
  readonly syncs: readonly TrueSync[];
  /** Ids of the accounts, by what a user sees of them. */
  readonly accounts: Readonly<Record<'listed' | 'deleted' | 'undiscovered', readonly string[]>>;
  /** What a client must report as things stand. */
  readonly result: ExpectedResult;
  readonly exitCode: number;
}

/** What really happened, whatever a client was told. */
export interface SandboxTruth {
  /** What the scenarios say a client must report in the end, by name. */
  readonly scenarios: Readonly<Record<string, { readonly result: ExpectedResult; readonly exitCode: number }>>;
  readonly connections: readonly TrueConnection[];
  /** Every queue event ever written, oldest first, stale and foreign ones included. */
  readonly events: readonly { readonly id: string; readonly connectionId: string; readonly type: string }[];
  /** Every injected fault, oldest first. */
  readonly faults: readonly StruckFault[];
}

/**
 * Tells what really happened until now.
 *
 * @param state the simulator, its due effects applied
 * @example
 * sandboxTruth(state).connections[0]?.posts.accepted; // 1
 */
export function sandboxTruth(state: OxlinState): SandboxTruth {
  return {
    scenarios: Object.fromEntries(state.settings.scenarios.map(({ name, expected }) => [name, expected])),
    connections: Object.values(state.connections).map((connection) => truthOf(state, connection)),
    events: state.events.map(({ id, connectionId, type }) => ({ id, connectionId, type })),
    faults: linksOf(state.struck),
  };
}

const truthOf = (state: OxlinState, connection: Connection): TrueConnection => {
  const accounts = Object.values(state.accounts).filter(({ connectionId }) => connectionId === connection.id);
  const seenAs = (as: string) => accounts.filter(({ visibility }) => visibility === as).map(({ id }) => id);
  const result = trueOutcome(state, connection);
  return {
    id: connection.id,
    userId: connection.userId,
    scenario: connection.scenario,
    status: connection.deletedAt === undefined ? connectionStatus(connection.channels) : 'DELETED',
    posts: { accepted: connection.postsAccepted, refused: connection.postsRefused },
    syncs: state.runs
      .filter(({ connectionId }) => connectionId === connection.id)
      .map(({ id, type, startedBy, startedAt, endedAt, status, channels }) => ({
        id,
        type,
        startedBy,
        startedAt: new Date(startedAt).toISOString(),
        ...(endedAt === undefined ? {} : { endedAt: new Date(endedAt).toISOString() }),
        ...(status === undefined ? {} : { status }),
        ...(channels === undefined ? {} : { channels }),
      })),
    accounts: { listed: seenAs('listed'), deleted: seenAs('deleted'), undiscovered: seenAs('undiscovered') },
    result,
    exitCode: EXIT_CODES[result],
  };
};
