import type { LoginName } from './Identity.js';

/** Members that every record has. `fields` are the members as upstream sent them, amounts as decimal strings. */
export interface RecordBase {
  readonly id: string;
  /** Upstream says that it is gone; then nothing but `id` need be there. */
  readonly isDeleted: boolean;
  /** Upstream's own version of the record: ISO 8601, UTC. */
  readonly lastUpdated?: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A user's link to one provider. Source: OpenAPI `ProviderAccount`. */
export interface ProviderAccountRecord extends RecordBase {
  readonly status?: string;
  /** Where its accounts went when it was merged into another. */
  readonly destinationProviderAccountId?: string;
  readonly sourceProviderAccountIds: readonly string[];
}

/** One financial product. Source: OpenAPI `Account`. */
export interface AccountRecord extends RecordBase {
  readonly providerAccountId?: string;
  /** Where it was before a merge. */
  readonly sourceProviderAccountId?: string;
  /** Open set: `bank`, `creditCard`, `investment`, `insurance`, `loan`, `reward`, … Source: OpenAPI `CONTAINER`. */
  readonly container?: string;
  readonly status?: string;
  readonly name?: string;
  /** Decimal string. */
  readonly balance?: string;
  readonly currency?: string;
}

/** One movement; `id` alone is not unique, `id` with `container` is. Source: OpenAPI `Transaction`. */
export interface TransactionRecord extends RecordBase {
  readonly container?: string;
  readonly accountId?: string;
  /** Open set: `POSTED`, `PENDING`, `SCHEDULED`, `FAILED`, `CLEARED`. */
  readonly status?: string;
  /** Decimal string without sign; `baseType` says which way. */
  readonly amount?: string;
  readonly currency?: string;
  /** `CREDIT` or `DEBIT`. */
  readonly baseType?: string;
  /** `YYYY-MM-DD` */
  readonly date?: string;
  readonly description?: string;
}

/** One position of an investment account. Source: OpenAPI `Holding`. */
export interface HoldingRecord extends RecordBase {
  readonly accountId?: string;
  readonly description?: string;
  /** Decimal string. */
  readonly quantity?: string;
  /** Decimal string. */
  readonly value?: string;
  readonly currency?: string;
}

/** One answer about one user. Source: OpenAPI `GET /dataExtracts/userData`. */
export interface UserDataPage {
  readonly userId: LoginName;
  /** Size of the answer. Unit: bytes */
  readonly bytes: number;
  /** Digest of the answer's bytes: equal answers have equal digests. */
  readonly digest: string;
  /** Of the next page: transactions to leave out; absent on the last. Source: `Link` header, `rel=next`. */
  readonly nextSkip?: number;
  /** Transactions in all pages; only the first page says it, and it is a check, not a bound. */
  readonly totalTransactions?: number;
  readonly providerAccounts: readonly ProviderAccountRecord[];
  readonly accounts: readonly AccountRecord[];
  readonly transactions: readonly TransactionRecord[];
  readonly holdings: readonly HoldingRecord[];
  /** The account of which this page has all holdings; absent when it may have only some. */
  readonly holdingsOf?: string;
}
