import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import type { ConnectionId } from '../../model/Identity.js';

/** Which accounts to read. Source of the parameters: public clients of v2.1. */
export interface AccountFilter {
  readonly connectionId?: ConnectionId;
  /** Such as `CHECKINGS`. */
  readonly type?: string;
  /** Such as `ACTIVE`. */
  readonly status?: string;
  /** Such as `PERSONAL`. */
  readonly usage?: string;
  /** Upstream's own full-text search. */
  readonly search?: string;
  /** Rows asked for at once. Unit: rows, 1 to 500. @defaultValue `100` */
  readonly pageSize?: number;
}

const MOST_ROWS = 500;

/**
 * Writes a filter as query parameters.
 *
 * Errors: throws InvalidOptionError for a page size out of range.
 *
 * @param filter which accounts
 * @example
 * accountQuery({ connectionId: '7' }); // { connection_id: '7', limit: '100' }
 */
export function accountQuery(filter: AccountFilter): Readonly<Record<string, string>> {
  const { connectionId, type, status, usage, search, pageSize = 100 } = filter;
  return {
    ...given('connection_id', connectionId),
    ...given('type', type),
    ...given('status', status),
    ...given('usage', usage),
    ...given('q', search),
    limit: pageLimit(pageSize),
  };
}

/**
 * Writes a page size; upstream gives at most 500 rows.
 *
 * @param pageSize Unit: rows
 * @example
 * pageLimit(100); // '100'
 */
export function pageLimit(pageSize: number): string {
  if (!(Number.isInteger(pageSize) && pageSize >= 1 && pageSize <= MOST_ROWS)) {
    throw new InvalidOptionError('pageSize', pageSize, `a whole number of rows, 1 to ${String(MOST_ROWS)}`);
  }
  return String(pageSize);
}

/**
 * Writes one parameter, or none for undefined.
 *
 * @param name upstream's name of it
 * @param value what was asked for
 * @example
 * given('type', undefined); // {}
 */
export function given(name: string, value: string | undefined): Readonly<Record<string, string>> {
  return value === undefined ? {} : { [name]: value };
}
