import { isPlainUrl } from '../isPlainUrl.js';

/** Where deliveries go. */
export type SinkChoice =
  { readonly kind: 'book' } | { readonly kind: 'ndjson' } | { readonly kind: 'post'; readonly url: string };

/** What a sink looks like, in words. */
export const SINK_EXPECTED =
  'book, ndjson:- or post:URL (https, or http on loopback, without user, password and query: MILLRACE_SINK_AUTHORIZATION is for credentials)';

/**
 * Reads where deliveries go; undefined for what is no sink.
 *
 * @param text `book`, `ndjson:-` or `post:` with a URL
 * @example
 * parseSink('ndjson:-'); // { kind: 'ndjson' }
 */
export function parseSink(text: string): SinkChoice | undefined {
  if (text === 'book') return { kind: 'book' };
  if (text === 'ndjson:-') return { kind: 'ndjson' };
  const url = /^post:(.+)$/.exec(text)?.[1];
  return url !== undefined && isPlainUrl(url) ? { kind: 'post', url } : undefined;
}
