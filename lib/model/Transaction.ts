import type { AccountId, TransactionId } from './Identity.js';

/** A day as the bank's own calendar names it, `YYYY-MM-DD`; it has no hour and no zone. */
export type CalendarDate = string;

/** One movement on an account. Amounts are decimal strings, digit for digit as upstream wrote them. */
export interface Transaction {
  readonly id: TransactionId;
  readonly accountId: AccountId;
  /** Signed decimal string, such as `"-79.99"`. */
  readonly amount: string;
  readonly currency?: string;
  readonly type?: string;
  /** Open set: `ORIGINAL`, `UPCOMING`, `TRANSACTION`, `RECURRING`, `SCHEDULED`. */
  readonly origin?: string;
  /** Open set: `BOOKED`, `PENDING`, `OTHER`, `EXPIRED`, `REJECTED`, `CANCELLED`, `REFUNDED`. */
  readonly status?: string;
  readonly categoryId?: string;
  readonly label?: string;
  readonly notes?: string;
  /** Upstream sends midnight in Europe/Paris; this is that day in Paris. */
  readonly date?: CalendarDate;
  readonly bookingDate?: CalendarDate;
  readonly valueDate?: CalendarDate;
  /** When upstream took it over; equals the end date of the channel that brought it. */
  readonly importedAt?: Date;
}
