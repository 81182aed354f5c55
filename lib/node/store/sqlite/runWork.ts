import { InvalidOptionError } from '../../../errors/InvalidOptionError.js';
import type { SqlTransaction } from './SqlDriver.js';
import type { SqliteFile } from './SqliteFile.js';

/** What would end the transaction, or reach beyond it. Comments may stand before it. */
const BEYOND =
  /^(?:\s|--[^\n]*(?:\n|$)|\/\*[^]*?\*\/|;)*(?:begin|commit|end|rollback|savepoint|release|attach|detach|pragma|vacuum)\b/i;

/**
 * Runs work of somebody else inside the transaction that is open.
 *
 * Errors: throws what the work throws; InvalidOptionError when it returns a promise, uses the transaction after it
 * returned, or wants to end it.
 *
 * @param file whose transaction
 * @param work synchronous
 * @example
 * runWork(file, (transaction) => transaction.prepare('SELECT 1 AS one').get());
 */
export function runWork<T>(file: SqliteFile, work: (transaction: SqlTransaction) => T): T {
  let isOver = false;
  const insistOpen = () => {
    if (isOver) throw new InvalidOptionError('work', 'a late statement', 'every statement before the work returns');
  };
  const transaction: SqlTransaction = {
    prepare: (sql) => {
      insistOpen();
      if (BEYOND.test(sql)) throw new InvalidOptionError('work', 'transaction control', 'only statements on tables');
      const statement = file.prepare(sql);
      const guarded = <A extends readonly unknown[], R>(call: (...parameters: A) => R) => {
        return (...parameters: A): R => {
          insistOpen();
          return call(...parameters);
        };
      };
      return {
        run: guarded((...parameters) => statement.run(...parameters)),
        get: guarded((...parameters) => statement.get(...parameters)),
        all: guarded((...parameters) => statement.all(...parameters)),
      };
    },
  };
  try {
    const value = work(transaction);
    if (isThenable(value)) {
      throw new InvalidOptionError('work', 'a promise', 'a function that is done when it returns');
    }
    return value;
  } finally {
    isOver = true;
  }
}

function isThenable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
