import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import type { AccountId } from '../../model/Identity.js';
import { toDecimal } from '../../model/toDecimal.js';
import type { CalendarDate } from '../../model/Transaction.js';
import { given, pageLimit } from './AccountFilter.js';
import { fromCalendarDate } from './wire/parisCalendar.js';

/** Which transactions to read. Source of the parameters: public clients of v2.1. */
export interface TransactionFilter {
  readonly accountId?: AccountId;
  /** First day, as the bank's calendar names it. */
  readonly startDate?: CalendarDate;
  /** Last day, as the bank's calendar names it. */
  readonly endDate?: CalendarDate;
  /** Only what upstream took over from then on: finds rows that arrive late with an old date. */
  readonly importedFrom?: Date;
  /** Such as `ORIGINAL`. */
  readonly origin?: string;
  readonly includedStatuses?: readonly string[];
  readonly excludedStatuses?: readonly string[];
  /** Decimal string. */
  readonly minAmount?: string;
  /** Decimal string. */
  readonly maxAmount?: string;
  /** Decimal string. */
  readonly amount?: string;
  readonly accountType?: string;
  readonly categoryId?: string;
  /** Rows asked for at once. Unit: rows, 1 to 500. @defaultValue `500` */
  readonly pageSize?: number;
}

/**
 * Writes a filter as query parameters; days become midnights in Europe/Paris, in seconds since the epoch.
 *
 * Errors: throws InvalidOptionError for what is no day, no date, no decimal or no page size.
 *
 * @param filter which transactions
 * @example
 * transactionQuery({ startDate: '2021-12-20' }); // { start_date: '1639954800', limit: '500' }
 */
export function transactionQuery(filter: TransactionFilter): Readonly<Record<string, string>> {
  const { pageSize = 500 } = filter;
  return {
    ...given('account_id', filter.accountId),
    ...given('start_date', midnight('startDate', filter.startDate)),
    ...given('end_date', midnight('endDate', filter.endDate)),
    ...given('start_import_date', seconds('importedFrom', filter.importedFrom)),
    ...given('origin', filter.origin),
    ...given('included_statuses', filter.includedStatuses?.join(',')),
    ...given('excluded_statuses', filter.excludedStatuses?.join(',')),
    ...given('min_amount', decimal('minAmount', filter.minAmount)),
    ...given('max_amount', decimal('maxAmount', filter.maxAmount)),
    ...given('amount', decimal('amount', filter.amount)),
    ...given('account_type', filter.accountType),
    ...given('category_id', filter.categoryId),
    limit: pageLimit(pageSize),
  };
}

function midnight(option: string, day: CalendarDate | undefined): string | undefined {
  if (day === undefined) return undefined;
  const midnightS = fromCalendarDate(day);
  if (midnightS === undefined) throw new InvalidOptionError(option, day, 'a day such as 2021-12-20');
  return String(midnightS);
}

function seconds(option: string, at: Date | undefined): string | undefined {
  if (at === undefined) return undefined;
  if (!Number.isFinite(at.getTime())) throw new InvalidOptionError(option, 'an invalid Date', 'a valid Date');
  return String(Math.floor(at.getTime() / 1000));
}

/** The amount is never shown: messages hold none. */
function decimal(option: string, amount: string | undefined): string | undefined {
  if (amount === undefined) return undefined;
  const plain = toDecimal(amount);
  if (plain === undefined) throw new InvalidOptionError(option, 'another text', 'a decimal such as -79.99');
  return plain;
}
