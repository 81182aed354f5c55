import type { IncomingMessage } from 'node:http';

/**
 * Gives the headers of a request, each as one text.
 *
 * @param message of node:http
 * @example
 * headersOf(request)['content-type'];
 */
export function headersOf({ headers }: Pick<IncomingMessage, 'headers'>): Readonly<Record<string, string>> {
  const named = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
  );
  return Object.fromEntries(named);
}
