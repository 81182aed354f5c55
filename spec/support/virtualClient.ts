import type { SchedulerLike } from 'rxjs';
import { createOxlin, type OxlinApi } from '../../lib/aggregators/oxlin/index.js';
import { passwordGrant } from '../../lib/http/tokens/passwordGrant.js';
import type { SyncJournal } from '../../lib/ports/SyncJournal.js';
import { type OxlinConfig, SANDBOX_CREDENTIALS } from '../../lib/sandbox/index.js';
import { memoryJournal } from '../../lib/store/memoryJournal.js';
import { seededEntropy } from '../../lib/testing/seededEntropy.js';
import { virtualSandbox, type VirtualSandbox } from './virtualSandbox.js';

/** The whole client, tokens and codecs included, in front of the whole sandbox, in virtual time. */
export interface VirtualClient {
  readonly sandbox: VirtualSandbox;
  readonly api: OxlinApi;
  readonly journal: SyncJournal;
  /** A second client over the same sandbox and journal, as after a restart. */
  restarted(): OxlinApi;
}

export function virtualClient(config: OxlinConfig, scheduler: SchedulerLike): VirtualClient {
  const sandbox = virtualSandbox(config, scheduler);
  const journal = memoryJournal();
  const { clientId, clientSecret, username, password } = SANDBOX_CREDENTIALS;
  const start = (): OxlinApi => {
    const tokens = passwordGrant({
      authUrl: sandbox.authUrl,
      clientId,
      clientSecret,
      credentialsOf: { username, password },
      http: sandbox,
      scheduler,
    });
    const entropy = seededEntropy(config.seed ?? 1);
    return createOxlin({ baseUrl: sandbox.baseUrl, tokens, http: sandbox, journal, scheduler, entropy });
  };
  return { sandbox, api: start(), journal, restarted: start };
}
