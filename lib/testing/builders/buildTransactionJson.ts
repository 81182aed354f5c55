/**
 * A transaction as OXLIN writes it; a member that is `undefined` is left out of the JSON. Source of every member:
 * answers recorded by public clients of v2.1.
 */
export interface TransactionJson {
  readonly id: string | number;
  readonly account_id: string | number;
  readonly amount: number | string;
  readonly currency?: string | null | undefined;
  readonly type?: string | null | undefined;
  readonly origin?: string | null | undefined;
  readonly status?: string | null | undefined;
  readonly category_id?: string | number | null | undefined;
  readonly label?: string | null | undefined;
  readonly notes?: string | null | undefined;
  /** Midnight in Europe/Paris, as are the next two. Unit: s since the epoch. */
  readonly date?: number | null | undefined;
  /** Unit: s since the epoch. */
  readonly booking_date?: number | null | undefined;
  /** Unit: s since the epoch. */
  readonly value_date?: number | null | undefined;
  /** Unit: s since the epoch. */
  readonly import_date?: number | null | undefined;
  /** Whatever else upstream may send. */
  readonly [member: string]: unknown;
}

/**
 * Builds the JSON that is decoded into the transaction of `buildTransaction`: an entry of `GET /transactions`, which
 * answers a list of them.
 *
 * @param overrides what is to be different, in OXLIN's words
 * @example
 * jsonResponse(200, [buildTransactionJson({ amount: 12.3 })]);
 */
export function buildTransactionJson(overrides: Partial<TransactionJson> = {}): TransactionJson {
  return {
    id: '9001',
    account_id: '5001',
    amount: -79.99,
    currency: 'EUR',
    origin: 'ORIGINAL',
    status: 'BOOKED',
    label: 'Groceries',
    date: Date.UTC(2018, 5, 3, 22) / 1000,
    import_date: Date.UTC(2018, 5, 4, 11, 34, 44) / 1000,
    ...overrides,
  };
}
