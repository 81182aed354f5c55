/** The eight things that change a user's data, as the documentation names them, and a merge of provider accounts. */
export type YodleeAction =
  | 'add'
  | 'refresh'
  | 'delete-provider-account'
  | 'edit-account'
  | 'delete-account'
  | 'edit-transaction'
  | 'auto-refresh'
  | 'reconcile'
  | 'migrate';

/** Every action by name. */
export const YODLEE_ACTIONS: readonly YodleeAction[] = [
  'add',
  'refresh',
  'delete-provider-account',
  'edit-account',
  'delete-account',
  'edit-transaction',
  'auto-refresh',
  'reconcile',
  'migrate',
];
