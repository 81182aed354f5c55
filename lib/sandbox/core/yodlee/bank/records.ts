/** How a record was from a moment on. */
export interface Version<V> {
  /** Unit: epoch seconds. */
  readonly at: number;
  readonly value: V;
  readonly deleted: boolean;
}

/** A record with its past, oldest version first, never without one. */
export interface Entity<V> {
  readonly id: string;
  readonly versions: readonly Version<V>[];
}

/** A user's link to one provider. Source: OpenAPI `DataExtractsProviderAccount`. */
export interface ProviderAccountValue {
  readonly providerId: number;
  readonly status: string;
  /** Of its only dataset. */
  readonly additionalStatus: string;
  readonly aggregationSource: 'USER' | 'SYSTEM';
  /** Unit: epoch seconds. */
  readonly createdAt: number;
  readonly isDataExtractsEnabled: boolean;
  readonly isAutoRefreshEnabled: boolean;
  readonly oauthMigrationStatus?: string;
  readonly destinationProviderAccountId?: string;
  readonly sourceProviderAccountIds?: readonly string[];
}

/** What the sandbox's accounts can be. Source: OpenAPI `CONTAINER`. */
export type Container = 'bank' | 'creditCard' | 'investment';

/** One financial product. Source: OpenAPI `DataExtractsAccount`. */
export interface AccountValue {
  readonly providerAccountId: string;
  readonly container: Container;
  readonly name: string;
  readonly nickname?: string;
  readonly number: string;
  readonly status: string;
  readonly cents: number;
  /** Unit: epoch seconds. */
  readonly createdAt: number;
  readonly sourceProviderAccountId?: string;
}

/** One movement. Source: OpenAPI `DataExtractsTransaction`. */
export interface TransactionValue {
  readonly accountId: string;
  readonly container: Container;
  readonly status: 'POSTED' | 'PENDING';
  readonly baseType: 'CREDIT' | 'DEBIT';
  readonly cents: number;
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly description: string;
  readonly categoryId: number;
  readonly category: string;
  readonly memo?: string;
}

/** One position. Source: OpenAPI `DataExtractsHolding`. */
export interface HoldingValue {
  readonly accountId: string;
  readonly providerAccountId: string;
  readonly symbol: string;
  readonly description: string;
  readonly quantity: number;
  readonly priceCents: number;
}

/** Everything upstream knows of one user. */
export interface UserBook {
  readonly index: number;
  /** How many of the actions on everybody it has lived through. */
  readonly bulks: number;
  /** How many actions of its own: names every decision left to chance. */
  readonly actions: number;
  readonly providerAccounts: readonly Entity<ProviderAccountValue>[];
  readonly accounts: readonly Entity<AccountValue>[];
  readonly transactions: readonly Entity<TransactionValue>[];
  readonly holdings: readonly Entity<HoldingValue>[];
  /** Records made so far, by what is numbered. */
  readonly counters: Readonly<Record<string, number>>;
}
