/** What of a process is wanted: where it hands its warnings to. */
export interface WarningSource {
  emitWarning: (...warning: never[]) => void;
}

/**
 * Keeps Node's own note that its SQLite is experimental from stderr, which holds what millrace says and nothing else.
 *
 * All other warnings pass. Node 22 and 24 give the note whenever the module is loaded.
 *
 * @param source whose warnings; the process
 * @example
 * quietSqlite(process);
 */
export function quietSqlite(source: WarningSource): void {
  const { emitWarning } = source;
  source.emitWarning = (...warning: readonly unknown[]) => {
    if (!/^SQLite is an experimental feature/.test(String(warning[0]))) Reflect.apply(emitWarning, source, warning);
  };
}
