/**
 * Makes one text of a tenant and its user, so that no two pairs share one.
 *
 * @param user a session, or as much of it
 * @example
 * userKey({ tenant: 'a', userId: 'b' }); // '["a","b"]'
 */
export function userKey({ tenant, userId }: { readonly tenant: string; readonly userId: string }): string {
  return JSON.stringify([tenant, userId]);
}
