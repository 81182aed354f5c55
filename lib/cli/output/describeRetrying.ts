import type { Retrying } from '../../index.js';

/**
 * Says which call failed, with what, and when it is made again.
 *
 * @param retrying what is repeated
 * @example
 * describeRetrying(update); // 'read queue failed (UpstreamUnreachableError, ECONNREFUSED), again in 500 ms'
 */
export function describeRetrying({ operation, error, code, inMs }: Omit<Retrying, 'kind'>): string {
  const what = code === undefined ? error : `${error}, ${code}`;
  return `${operation} failed (${what}), again in ${String(Math.round(inMs))} ms`;
}
