import { InvalidOptionError } from '../errors/InvalidOptionError.js';
import { OriginNotAllowedError } from '../errors/OriginNotAllowedError.js';
import { isConfidential } from './isConfidential.js';

const EXPECTED = 'an absolute https URL without credentials (http only on loopback)';

/** The only origins that requests may go to. */
export interface PinnedOrigins {
  /** Throws OriginNotAllowedError unless the URL has one of the origins and carries no credentials. */
  check(operation: string, url: URL): void;
  /** Whether any of them is reached over TLS. */
  readonly encrypted: boolean;
}

/**
 * Reads the origins that a port may talk to and refuses the unsafe ones at once.
 *
 * @param given origins, or URLs of which only the origin counts; https, or http on loopback, without credentials
 * @example
 * pinnedOrigins(['https://api.oxlin.io']).check('read queue', new URL('https://api.oxlin.io/v2.1/queues/7'));
 */
export function pinnedOrigins(given: readonly string[]): PinnedOrigins {
  if (given.length === 0) throw new InvalidOptionError('origins', given, 'at least one origin');
  const origins = new Set(given.map(originOf));
  return {
    check(operation, url) {
      if (hasCredentials(url)) throw new OriginNotAllowedError(operation, `${url.origin} with credentials in the URL`);
      if (!origins.has(url.origin)) throw new OriginNotAllowedError(operation, url.origin);
    },
    encrypted: Array.from(origins).some((origin) => origin.startsWith('https:')),
  };
}

function originOf(given: string): string {
  const url = parsed(given);
  if (url === undefined) throw new InvalidOptionError('origins', 'something that is no URL', EXPECTED);
  // The message must not repeat the URL: what is wrong with it may be a password.
  if (hasCredentials(url)) throw new InvalidOptionError('origins', `${url.origin} with credentials`, EXPECTED);
  if (!isConfidential(url)) throw new InvalidOptionError('origins', url.origin, EXPECTED);
  return url.origin;
}

function parsed(given: string): URL | undefined {
  try {
    return new URL(given);
  } catch {
    return undefined;
  }
}

function hasCredentials(url: URL): boolean {
  return url.username !== '' || url.password !== '';
}
