import type { OpenSqlDriver } from '../../lib/node/store/sqlite/SqlDriver.js';

interface RunText {
  readonly text: string;
  readonly rows: number;
}

/** A SQLite library that counts what each transaction that was committed has run. */
export class CountingDriver {
  private committed: (readonly RunText[])[] = [];
  private running: RunText[] = [];

  constructor(private readonly real: OpenSqlDriver) {}

  get commits(): number {
    return this.committed.length;
  }

  /** How many rows statements that begin so changed in each commit. */
  rowsOfCommits(sql: string): readonly number[] {
    return this.committed.map((texts) =>
      texts.filter(({ text }) => text.startsWith(sql)).reduce((sum, { rows }) => sum + rows, 0),
    );
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
            const done = statement.run(...parameters);
            this.running.push({ text: sql, rows: Number(done.changes) });
            return done;
          },
          get: (...parameters) => statement.get(...parameters),
          all: (...parameters) => statement.all(...parameters),
        };
      },
    };
  };
}
