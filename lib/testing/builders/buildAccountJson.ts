/**
 * An account as OXLIN writes it; a member that is `undefined` is left out of the JSON. Source of every member:
 * answers recorded by public clients of v2.1.
 */
export interface AccountJson {
  readonly id: string | number;
  readonly connection_id?: string | number | null | undefined;
  readonly name?: string | null | undefined;
  readonly account_number?: string | null | undefined;
  readonly iban?: string | null | undefined;
  readonly currency?: string | null | undefined;
  readonly balance?: number | string | null | undefined;
  /** Unit: s since the epoch. */
  readonly balance_date?: number | null | undefined;
  readonly status?: string | null | undefined;
  readonly type?: string | null | undefined;
  readonly usage?: string | null | undefined;
  /** Unit: s since the epoch. */
  readonly creation_date?: number | null | undefined;
  /** Whatever else upstream may send. */
  readonly [member: string]: unknown;
}

/**
 * Builds the JSON that is decoded into the account of `buildAccount`: an entry of `GET /accounts`, which answers a list
 * of them.
 *
 * @param overrides what is to be different, in OXLIN's words
 * @example
 * jsonResponse(200, [buildAccountJson(), buildAccountJson({ id: '5002', type: 'SAVINGS' })]);
 */
export function buildAccountJson(overrides: Partial<AccountJson> = {}): AccountJson {
  return {
    id: '5001',
    connection_id: '1001',
    name: 'Current account',
    account_number: '00042',
    currency: 'EUR',
    balance: 1250.5,
    balance_date: Date.UTC(2018, 5, 4, 11, 34, 44) / 1000,
    status: 'ACTIVE',
    type: 'CHECKINGS',
    usage: 'PERSONAL',
    ...overrides,
  };
}
