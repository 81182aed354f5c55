import type { SchedulerLike } from 'rxjs';
import { createOxlin, type OxlinApi } from '../../lib/aggregators/oxlin/index.js';
import { passwordGrant } from '../../lib/http/tokens/passwordGrant.js';
import type { SyncJournal } from '../../lib/ports/SyncJournal.js';
import { type OxlinConfig, SANDBOX_CREDENTIALS } from '../../lib/sandbox/index.js';
import { memoryJournal } from '../../lib/store/memoryJournal.js';
import { API_BASE_URL, AUTH_URL, sandboxHttpPort, type VirtualSandbox } from './sandboxHttpPort.js';
import { seededEntropy } from '../../lib/testing/seededEntropy.js';

/** The whole client, tokens and codecs included, in front of the whole sandbox, in virtual time. */
export interface VirtualClient {
  readonly sandbox: VirtualSandbox;
  readonly api: OxlinApi;
  readonly journal: SyncJournal;
  /** A second client over the same sandbox and journal, as after a restart. */
  restarted(): OxlinApi;
}

export function virtualClient(config: OxlinConfig, scheduler: SchedulerLike): VirtualClient {
  const sandbox = sandboxHttpPort({ startAt: Date.UTC(2026, 0, 15, 9), ...config }, scheduler);
  const journal = memoryJournal();
  const { clientId, clientSecret, username, password } = SANDBOX_CREDENTIALS;
  const start = (): OxlinApi => {
    const tokens = passwordGrant({
      authUrl: AUTH_URL,
      clientId,
      clientSecret,
      credentialsOf: { username, password },
      http: sandbox,
      scheduler,
    });
    const entropy = seededEntropy(config.seed ?? 1);
    return createOxlin({ baseUrl: API_BASE_URL, tokens, http: sandbox, journal, scheduler, entropy });
  };
  return { sandbox, api: start(), journal, restarted: start };
}
