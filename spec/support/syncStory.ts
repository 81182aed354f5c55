import { syncConnection } from '../../lib/sync/syncConnection.js';
import type { SyncOptions } from '../../lib/sync/options.js';
import type { SyncRequest } from '../../lib/sync/requests.js';
import { QUICK } from './quick.js';
import { scriptedUser, type ScriptedUser, type UserScript } from './scriptedUser.js';
import type { Observable } from 'rxjs';
import type { SyncUpdate } from '../../lib/model/SyncUpdate.js';

export interface Story {
  readonly user: ScriptedUser;
  readonly sync: Observable<SyncUpdate>;
}

/** A sync of connection 7 against a scripted upstream, at the scale of marbles. */
export function syncStory(script: UserScript, options: SyncOptions = {}, request: Partial<SyncRequest> = {}): Story {
  const user = scriptedUser(script);
  return { user, sync: syncConnection(user, { connectionId: '7', ...request }, { ...QUICK, ...options }) };
}
