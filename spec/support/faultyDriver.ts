import type { OpenSqlDriver } from '../../lib/node/store/sqlite/SqlDriver.js';

/** A SQLite library whose statements fail on demand, as it fails itself when the disk does. */
export class FaultyDriver {
  opened = 0;
  /** How many texts failed. */
  met = 0;
  /** Result code that the next matching texts fail with. */
  private faults: { readonly sql: string; readonly errcode: number; left: number }[] = [];

  constructor(private readonly real: OpenSqlDriver) {}

  /** Lets texts that begin so fail some times. */
  fail(sql: string, errcode: number, times = 1): void {
    this.faults.push({ sql, errcode, left: times });
  }

  heal(): void {
    this.faults = [];
  }

  readonly open: OpenSqlDriver = (file, options) => {
    if (!file.endsWith('.lock')) this.opened += 1;
    const driver = this.real(file, options);
    return {
      ...driver,
      exec: (sql) => {
        this.meet(sql);
        driver.exec(sql);
      },
      prepare: (sql) => {
        const statement = driver.prepare(sql);
        return {
          run: (...parameters) => {
            this.meet(sql);
            return statement.run(...parameters);
          },
          get: (...parameters) => statement.get(...parameters),
          all: (...parameters) => statement.all(...parameters),
        };
      },
    };
  };

  private meet(sql: string): void {
    const fault = this.faults.find((one) => one.left > 0 && sql.startsWith(one.sql));
    if (fault === undefined) return;
    fault.left -= 1;
    this.met += 1;
    throw Object.assign(new Error('disk'), { errcode: fault.errcode });
  }
}
