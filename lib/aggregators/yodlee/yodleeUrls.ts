import { InvalidOptionError } from '../../errors/InvalidOptionError.js';

/** Where the calls go; every URL is built from the base, fixed paths and escaped values, never from an answer. */
export interface YodleeUrls {
  readonly origin: string;
  /** Appends a path and a query to the base. Segments and values are escaped. */
  url(path: readonly string[], query?: Readonly<Record<string, string | undefined>>): URL;
}

const LOOPBACK = /^(localhost|\[::1\]|127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/;

/**
 * Builds URLs under one base, whose prefix (`/ysl`) is kept.
 *
 * Errors: throws InvalidOptionError for a base that is no plain https URL (http for loopback only).
 *
 * @param baseUrl scheme, host and prefix
 * @example
 * yodleeUrls('https://production.api.yodlee.com/ysl').url(['dataExtracts', 'events'], { eventName: 'DATA_UPDATES' });
 */
export function yodleeUrls(baseUrl: string): YodleeUrls {
  const base = parsed(baseUrl);
  const prefix = base.origin + base.pathname.replace(/\/+$/, '');
  return {
    origin: base.origin,
    url: (path, query = {}) => {
      const url = new URL([prefix, ...path.map((segment) => encodeURIComponent(segment))].join('/'));
      for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
      return url;
    },
  };
}

function parsed(baseUrl: string): URL {
  try {
    const url = new URL(baseUrl);
    const safe = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
    if (safe && url.username === '' && url.password === '' && !/[?#]/.test(baseUrl)) return url;
  } catch {
    // Said below, in the same words.
  }
  const expected = 'an https URL (http for loopback only) without user, query or fragment';
  throw new InvalidOptionError('baseUrl', 'what was given', expected);
}
