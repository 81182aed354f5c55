import { InvalidOptionError } from '../../errors/InvalidOptionError.js';

const LONGEST_ID = 256;

/** Where the calls go; every URL is built from the base and checked parts, never from an answer. */
export interface Endpoints {
  readonly origin: string;
  /** Joins path segments, each escaped, and a query to the base URL. */
  url(segments: readonly string[], query?: Readonly<Record<string, string>>): URL;
}

/**
 * Builds URLs under one base, whose version prefix is kept.
 *
 * Errors: throws InvalidOptionError for a base that is no plain https URL (http for loopback only), and for an id that
 * is empty, too long, or a step in a path.
 *
 * @param baseUrl scheme, host and version prefix, such as `https://api.oxlin.io/v2.1`
 * @example
 * endpointsOf('https://api.oxlin.io/v2.1').url(['queues', '20']).href; // 'https://api.oxlin.io/v2.1/queues/20'
 */
export function endpointsOf(baseUrl: string): Endpoints {
  const base = parseBase(baseUrl);
  const prefix = base.origin + base.pathname.replace(/\/+$/, '');
  return {
    origin: base.origin,
    url: (segments, query = {}) => {
      const url = new URL([prefix, ...segments.map(escaped)].join('/'));
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
      return url;
    },
  };
}

function parseBase(baseUrl: string): URL {
  const refused = (): InvalidOptionError =>
    new InvalidOptionError(
      'baseUrl',
      'what was given',
      'an https URL (http for loopback only) without user, query or fragment, such as https://api.oxlin.io/v2.1',
    );
  let url: URL;
  try {
    url = new URL(baseUrl);
  } catch {
    throw refused();
  }
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  if (!safe || url.username !== '' || url.password !== '' || /[?#]/.test(baseUrl)) throw refused();
  return url;
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);

function escaped(segment: string): string {
  if (segment.length === 0 || segment.length > LONGEST_ID || segment === '.' || segment === '..') {
    throw new InvalidOptionError('id', segment, `1 to ${String(LONGEST_ID)} characters, and no step in a path`);
  }
  try {
    return encodeURIComponent(segment);
  } catch {
    throw new InvalidOptionError('id', segment, 'well-formed Unicode');
  }
}
