/** Every scope the sandbox knows; a token request without `scope` gets them all. Source: public clients of v2.1. */
export const SCOPES: readonly string[] = [
  'users_create',
  'openid',
  'profile',
  'profile_edit',
  'accounts_read',
  'accounts_manage',
  'connections_manage',
  'connections_sync',
  'transactions_read',
];
