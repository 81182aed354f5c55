import { createOxlin, type OxlinApi, type OxlinOptions } from 'millrace/oxlin';

/** One api object serves all users: the client's token acts for the user that the header names. */
export function createApi(options: Omit<OxlinOptions, 'extraHeaders'>): OxlinApi {
  return createOxlin({ ...options, extraHeaders: (userId) => ({ 'x-linxo-user-id': userId }) });
}
