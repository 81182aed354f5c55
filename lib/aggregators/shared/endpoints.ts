import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import { isConfidential } from '../../ports/isConfidential.js';
import { plainUrl } from '../../ports/plainUrl.js';

const LONGEST_ID = 256;

/** Where the calls go; every URL is built from the base and checked parts, never from an answer. */
export interface Endpoints {
  readonly origin: string;
  /** Joins path segments and a query to the base URL, each part escaped; what is undefined is left out. */
  url(segments: readonly string[], query?: Readonly<Record<string, string | undefined>>): URL;
}

/**
 * Builds URLs under one base, whose prefix is kept.
 *
 * Errors: throws InvalidOptionError for a base that is no plain https URL (http for loopback only), and for an id that
 * is empty, too long, or a step in a path.
 *
 * @param baseUrl scheme, host and prefix, such as `https://api.oxlin.io/v2.1`
 * @param example one that would do, for the error
 * @example
 * const example = 'https://api.oxlin.io/v2.1';
 * endpointsOf(example, example).url(['queues', '20']).href; // 'https://api.oxlin.io/v2.1/queues/20'
 */
export function endpointsOf(baseUrl: string, example: string): Endpoints {
  const base = parseBase(baseUrl, example);
  const prefix = base.origin + base.pathname.replace(/\/+$/, '');
  return {
    origin: base.origin,
    url: (segments, query = {}) => {
      const url = new URL([prefix, ...segments.map(escaped)].join('/'));
      for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
      return url;
    },
  };
}

function parseBase(baseUrl: string, example: string): URL {
  const url = plainUrl(baseUrl);
  if (url !== undefined && isConfidential(url)) return url;
  throw new InvalidOptionError(
    'baseUrl',
    'what was given',
    `an https URL (http for loopback only) without user, query or fragment, such as ${example}`,
  );
}

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
