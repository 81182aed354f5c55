import { InvalidOptionError } from '../../../errors/InvalidOptionError.js';
import type { OpenSqlDriver, SqlStatement } from './SqlDriver.js';

interface NativeDatabase {
  exec(sql: string): void;
  prepare(sql: string): SqlStatement;
  close(): void;
  readonly isTransaction?: boolean;
}

interface NativeModule {
  readonly DatabaseSync: new (file: string, options: { readonly readOnly: boolean }) => NativeDatabase;
}

/** Part of Node from 22.13 on; the package has the same interface. */
const MODULES: readonly string[] = ['node:sqlite', '@photostructure/sqlite'];

/**
 * Finds a SQLite library: Node's own, else `@photostructure/sqlite`.
 *
 * Errors: rejects with InvalidOptionError when there is neither.
 *
 * @param modules where to look, in this order
 * @param load how to load one
 * @example
 * const open = await loadSqlDriver();
 */
export async function loadSqlDriver(
  modules: readonly string[] = MODULES,
  load: (name: string) => Promise<unknown> = (name) => import(name),
): Promise<OpenSqlDriver> {
  for (const name of modules) {
    const loaded: unknown = await load(name).catch(() => undefined);
    for (const candidate of [loaded, defaultOf(loaded)]) if (isNativeModule(candidate)) return opener(candidate);
  }
  throw new InvalidOptionError('sqlite', undefined, 'Node 22.13 or newer, or the package @photostructure/sqlite');
}

function opener({ DatabaseSync }: NativeModule): OpenSqlDriver {
  return (file, options) => {
    const database = new DatabaseSync(file, options);
    const statements = new LiveStatements();
    return {
      exec: (sql) => {
        database.exec(sql);
      },
      prepare: (sql) => statements.added(database.prepare(sql)),
      isInTransaction: () => database.isTransaction ?? false,
      close: () => {
        statements.finalize();
        database.close();
      },
    };
  };
}

/**
 * The statements that may still be alive: the package, unlike Node, leaves a file open as long as one of them is.
 *
 * Memory: O(statements alive).
 */
class LiveStatements {
  private refs: WeakRef<SqlStatement>[] = [];
  private enough = 64;

  added(statement: SqlStatement): SqlStatement {
    if (this.refs.length >= this.enough) {
      this.refs = this.refs.filter((ref) => ref.deref() !== undefined);
      this.enough = 2 * this.refs.length + 64;
    }
    this.refs.push(new WeakRef(statement));
    return statement;
  }

  finalize(): void {
    for (const ref of this.refs) {
      const statement: unknown = ref.deref();
      if (isFinalizable(statement)) statement.finalize();
    }
    this.refs = [];
  }
}

function isFinalizable(statement: unknown): statement is { finalize(): void } {
  return (
    typeof statement === 'object' &&
    statement !== null &&
    'finalize' in statement &&
    typeof statement.finalize === 'function'
  );
}

function isNativeModule(loaded: unknown): loaded is NativeModule {
  return (
    typeof loaded === 'object' &&
    loaded !== null &&
    'DatabaseSync' in loaded &&
    typeof loaded.DatabaseSync === 'function'
  );
}

function defaultOf(loaded: unknown): unknown {
  return typeof loaded === 'object' && loaded !== null && 'default' in loaded ? loaded.default : undefined;
}
