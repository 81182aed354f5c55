import { map, type OperatorFunction } from 'rxjs';
import type { SyncUpdate } from '../../lib/model/SyncUpdate.js';

/** Writes each update as the letter that docblocks draw it with; `E` is an event that announces an end in time. */
export function lettered(): OperatorFunction<SyncUpdate, string> {
  return map(letterOf);
}

export function letterOf(update: SyncUpdate): string {
  switch (update.kind) {
    case 'triggered':
      return 'T';
    case 'event':
      return !update.late && update.event.type.startsWith('SYNC_ALL_') ? 'E' : 'e';
    case 'quarantined':
      return 'Q';
    case 'retrying':
      return 'R';
    case 'gap':
      return 'G';
    case 'draining':
      return 'D';
    case 'outcome':
      return 'O';
    case 'summary':
      return 'S';
  }
}
