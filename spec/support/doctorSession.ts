import { of } from 'rxjs';
import type { OxlinUser } from '../../lib/aggregators/oxlin/index.js';
import { createLog } from '../../lib/cli/createLog.js';
import type { Session } from '../../lib/cli/openSession.js';
import type { Settings } from '../../lib/cli/settings/resolveSettings.js';
import { AccessToken, type TokenSource } from '../../lib/index.js';
import { fakeHost } from './fakeHost.js';

const TOKENS: TokenSource = { token: () => of(new AccessToken('a-token', undefined)) };

/** What the checks of the doctor work with, for a user of any kind. */
export function doctorSession(
  user: OxlinUser,
  given: { readonly tokens?: TokenSource; readonly settings?: Partial<Settings> } = {},
): Session {
  return {
    user,
    tokens: given.tokens ?? TOKENS,
    log: createLog(fakeHost().stderr, false),
    settings: {
      baseUrl: 'https://api.example.org/v2.1',
      credentials: { kind: 'client', authUrl: 'https://auth.example.org', clientId: 'id', clientSecret: 's' },
      userId: user.userId,
      queueId: undefined,
      sync: {},
      ...given.settings,
    },
  };
}
