import { getAdapter, type AxiosAdapter, type AxiosInstance } from 'axios';
import { InvalidOptionError } from '../errors/InvalidOptionError.js';

/**
 * Finds the adapter that an instance would use, XMLHttpRequest excepted: it follows redirects and knows no byte cap.
 *
 * Throws InvalidOptionError when nothing else is left.
 *
 * @param axios the instance
 * @example
 * adapterOf(create()); // axios' own: node:http in Node, fetch in browsers
 */
export function adapterOf(axios: AxiosInstance): AxiosAdapter {
  const given = axios.defaults.adapter;
  if (typeof given === 'function') return given;
  const named = Array.isArray(given) ? given : given === undefined ? ['http', 'fetch'] : [given];
  const able = named.filter((adapter) => typeof adapter === 'function' || adapter.toLowerCase() !== 'xhr');
  if (able.length === 0) {
    throw new InvalidOptionError('axios.defaults.adapter', 'xhr', 'http, fetch or a function: xhr follows redirects');
  }
  return getAdapter(able);
}
