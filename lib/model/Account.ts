import type { AccountId, ConnectionId } from './Identity.js';

/** One financial product of a connection. Amounts are decimal strings, digit for digit as upstream wrote them. */
export interface Account {
  readonly id: AccountId;
  readonly connectionId?: ConnectionId;
  /** Falls back to the account number where upstream leaves the name out. */
  readonly name?: string;
  readonly accountNumber?: string;
  readonly iban?: string;
  readonly currency?: string;
  /** Decimal string, such as `"-1250.5"`. */
  readonly balance?: string;
  readonly balanceAt?: Date;
  /** Open set: `ACTIVE`, `MANUAL`, `ERROR`, `NOT_FOUND`, `CLOSED`, `SUSPENDED`, `PENDING_CONSENT`. */
  readonly status?: string;
  /** Open set: `CHECKINGS`, `SAVINGS`, `LOAN`, `CREDIT_CARD`. */
  readonly type?: string;
  /** Open set: `PERSONAL`, `PROFESSIONAL`. */
  readonly usage?: string;
  readonly createdAt?: Date;
}
