import type { InvalidOptionError } from '../index.js';
import { type HttpPort, isAggregationError, type Telemetry, type TokenSource } from '../index.js';
import {
  clientCredentials,
  createOxlin,
  type OxlinUser,
  passwordGrant,
  staticToken,
} from '../aggregators/oxlin/index.js';
import { axiosHttpPort } from '../http/index.js';
import { ConfigurationError } from './settings/ConfigurationError.js';
import type { Credentials, Settings } from './settings/resolveSettings.js';

/** One user of the aggregator, and where its tokens come from. */
export interface OpenedUser {
  readonly user: OxlinUser;
  readonly tokens: TokenSource;
}

/**
 * Opens the user of the settings, over HTTP; nothing is sent yet.
 *
 * Errors: throws ConfigurationError for what the library refuses.
 *
 * @param settings where, as whom
 * @param telemetry where counts go
 * @example
 * openUser(settings, telemetry).user.connections().subscribe();
 */
export function openUser(settings: Settings, telemetry: Telemetry): OpenedUser {
  const { baseUrl, credentials, userId } = settings;
  try {
    const origins = credentials.kind === 'token' ? [baseUrl] : [baseUrl, credentials.authUrl];
    const http = axiosHttpPort({ origins });
    const tokens = tokensOf(credentials, http);
    const extraHeaders = credentials.kind === 'client' ? { 'x-linxo-user-id': userId } : {};
    return { user: createOxlin({ baseUrl, tokens, http, telemetry, extraHeaders }).forUser(userId), tokens };
  } catch (error) {
    if (isAggregationError(error) && error.name === 'InvalidOptionError') throw toConfigurationError(error);
    throw error;
  }
}

function tokensOf(credentials: Credentials, http: HttpPort): TokenSource {
  switch (credentials.kind) {
    case 'token':
      return staticToken(credentials.token);
    case 'client':
      return clientCredentials({ ...credentials, http });
    case 'password': {
      const { username, password } = credentials;
      return passwordGrant({ ...credentials, http, credentialsOf: { username, password } });
    }
  }
}

function toConfigurationError(error: InvalidOptionError): ConfigurationError {
  return new ConfigurationError(error.option, error.expected, 'another value', { cause: error });
}
