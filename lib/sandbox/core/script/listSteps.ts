import type { ConnectionScript, SyncStep } from './ScenarioScript.js';

/**
 * Derives the steps of the LIST_ACCOUNTS part of a sync: one account list per channel, then the ALL part by itself.
 *
 * @param script the connection's script
 * @example
 * listSteps({ channels: [{ mode: 'REDIRECT' }] }).at(-1); // { at: 7, do: 'chain' }
 */
export function listSteps(script: ConnectionScript): readonly SyncStep[] {
  const modes = (script.channels ?? [{ mode: 'REDIRECT' as const }, { mode: 'EMBEDDED' as const }])
    .filter(({ status }) => status !== 'EMPTY' && status !== 'CLOSED')
    .map(({ mode }) => mode);
  const lists = modes.map((mode, index): SyncStep => ({ at: 6 + index * 4, do: 'list', mode }));
  return [
    { at: 0.5, do: 'event', type: 'SYNC_STARTED' },
    { at: 3, do: 'event', type: 'LOGIN_SUCCESS' },
    ...lists,
    { at: 7 + Math.max(0, modes.length - 1) * 4, do: 'chain' },
  ];
}
