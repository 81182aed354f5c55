import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import { plainUrl } from '../../ports/plainUrl.js';

/**
 * Puts the path of a token endpoint behind the URL of a server; messages never repeat the URL, it may hold a password.
 *
 * Errors: throws InvalidOptionError.
 *
 * @param option name of the URL, as the caller wrote it
 * @param serverUrl what was given
 * @param path without a slash in front
 * @example
 * tokenUrl('authUrl', 'https://auth.oxlin.io/', 'token').href; // 'https://auth.oxlin.io/token'
 */
export function tokenUrl(option: string, serverUrl: string, path: string): URL {
  const url = plainUrl(serverUrl);
  if (url === undefined) {
    throw new InvalidOptionError(option, 'something else', 'an absolute URL without credentials, query and fragment');
  }
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/${path}`;
  return url;
}
