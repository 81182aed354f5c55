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
    return {
      exec: (sql) => {
        database.exec(sql);
      },
      prepare: (sql) => database.prepare(sql),
      isInTransaction: () => database.isTransaction ?? false,
      close: () => {
        database.close();
      },
    };
  };
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
