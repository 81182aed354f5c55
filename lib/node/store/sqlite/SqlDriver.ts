/** What a column can hold. */
export type SqlValue = null | number | bigint | string | Uint8Array;
/** A row by the names of its columns. */
export type SqlRow = Readonly<Record<string, SqlValue>>;

/** A statement that was compiled; parameters are bound, never written into the text. */
export interface SqlStatement {
  run(...parameters: SqlValue[]): { readonly changes: number | bigint };
  get(...parameters: SqlValue[]): SqlRow | undefined;
  all(...parameters: SqlValue[]): readonly SqlRow[];
}

/** All that the store wants of a SQLite library. */
export interface SqlDriver {
  exec(sql: string): void;
  prepare(sql: string): SqlStatement;
  isInTransaction(): boolean;
  close(): void;
}

/** What the work of `commit` may do: everything but end its transaction. Usable until the work returns. */
export interface SqlTransaction {
  /** Compiles a statement; the same text is compiled once. */
  prepare(sql: string): SqlStatement;
}

/** Opens a file with a SQLite library. */
export type OpenSqlDriver = (file: string, options: { readonly readOnly: boolean }) => SqlDriver;
