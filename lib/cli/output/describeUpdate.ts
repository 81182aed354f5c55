import type { SyncUpdate } from '../../index.js';
import type { ConnectionNames } from './connectionNames.js';
import { describeRetrying } from './describeRetrying.js';
import { escapeControls } from './escapeControls.js';

/**
 * Says an update in one line, or in none when its outcome says it better.
 *
 * @param update any update
 * @param names what to call the connections
 * @example
 * describeUpdate(update, new Map()); // '1001: event SYNC_ALL_SUCCESS\n'
 */
export function describeUpdate(update: SyncUpdate, names: ConnectionNames): string {
  const line = lineOf(update);
  if (line === '') return '';
  const id = 'connectionId' in update ? update.connectionId : undefined;
  return escapeControls(id === undefined ? line : `${names.get(id) ?? id}: ${line}`) + '\n';
}

function lineOf(update: SyncUpdate): string {
  switch (update.kind) {
    case 'triggered':
      return update.attached ? 'joined a sync that was running' : 'sync triggered';
    case 'event':
      return `event ${update.event.type}${update.late ? ' (late)' : ''}`;
    case 'quarantined':
      return `an event could not be decoded: ${update.event.failures.map(({ path }) => path).join(', ')}`;
    case 'retrying':
      return describeRetrying(update);
    case 'gap':
      return `events may have been lost (${update.reason}); the connections themselves decide`;
    case 'draining':
      return 'ended; waiting for late events';
    case 'summary':
      return `${String(update.outcomes.length)} ${update.outcomes.length === 1 ? 'sync' : 'syncs'} ended`;
    case 'outcome':
      return '';
  }
}
