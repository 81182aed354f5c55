import { InvalidOptionError } from '../../../errors/InvalidOptionError.js';
import type { SqlTransaction } from './SqlDriver.js';
import type { SqliteFile } from './SqliteFile.js';
import { storeFaultOf } from './storeFaultOf.js';
import { WorkFailure } from './WorkFailure.js';

/** What would end the transaction, or reach beyond it. Comments may stand before it. */
const BEYOND =
  /^(?:\s|--[^\n]*(?:\n|$)|\/\*[^]*?\*\/|;)*(?:begin|commit|end|rollback|savepoint|release|attach|detach|pragma|vacuum)\b/i;

/** Runs a call on the file while the work has not returned, and notes what it throws. */
type Guard = <R>(call: () => R) => R;

/**
 * Runs work of somebody else inside the transaction that is open.
 *
 * Errors: throws what the work throws, as a WorkFailure when it looks like a fault of this file and is none;
 * InvalidOptionError when it returns a promise, uses the transaction after it returned, or wants to end it.
 *
 * @param file whose transaction
 * @param work synchronous
 * @example
 * runWork(file, (transaction) => transaction.prepare('SELECT 1 AS one').get());
 */
export function runWork<T>(file: SqliteFile, work: (transaction: SqlTransaction) => T): T {
  let isOver = false;
  let ownError: unknown;
  const guard: Guard = (call) => {
    if (isOver) throw new InvalidOptionError('work', 'a late statement', 'every statement before the work returns');
    try {
      return call();
    } catch (error) {
      ownError = error;
      throw error;
    }
  };
  try {
    const value = work(guardedTransaction(file, guard));
    if (isThenable(value)) {
      throw new InvalidOptionError('work', 'a promise', 'a function that is done when it returns');
    }
    return value;
  } catch (error) {
    throw error !== ownError && storeFaultOf(error) !== undefined ? new WorkFailure(error) : error;
  } finally {
    isOver = true;
  }
}

function guardedTransaction(file: SqliteFile, guard: Guard): SqlTransaction {
  return {
    prepare: (sql) =>
      guard(() => {
        if (BEYOND.test(sql)) throw new InvalidOptionError('work', 'transaction control', 'only statements on tables');
        const statement = file.prepare(sql);
        return {
          run: (...parameters) => guard(() => statement.run(...parameters)),
          get: (...parameters) => guard(() => statement.get(...parameters)),
          all: (...parameters) => guard(() => statement.all(...parameters)),
        };
      }),
  };
}

function isThenable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
