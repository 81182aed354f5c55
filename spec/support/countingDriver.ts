import type { OpenSqlDriver } from '../../lib/node/store/sqlite/SqlDriver.js';

/** A SQLite library that counts what each transaction that was committed has run. */
export class CountingDriver {
  private committed: (readonly string[])[] = [];
  private running: string[] = [];

  constructor(private readonly real: OpenSqlDriver) {}

  get commits(): number {
    return this.committed.length;
  }

  /** How often each commit ran statements that begin so. */
  rowsOfCommits(sql: string): readonly number[] {
    return this.committed.map((texts) => texts.filter((text) => text.startsWith(sql)).length);
  }

  forget(): void {
    this.committed = [];
  }

  readonly open: OpenSqlDriver = (file, options) => {
    const driver = this.real(file, options);
    return {
      ...driver,
      exec: (sql) => {
        driver.exec(sql);
        if (sql === 'COMMIT') this.committed.push(this.running);
        if (sql === 'COMMIT' || sql === 'ROLLBACK') this.running = [];
      },
      prepare: (sql) => {
        const statement = driver.prepare(sql);
        return {
          run: (...parameters) => {
            this.running.push(sql);
            return statement.run(...parameters);
          },
          get: (...parameters) => statement.get(...parameters),
          all: (...parameters) => statement.all(...parameters),
        };
      },
    };
  };
}
