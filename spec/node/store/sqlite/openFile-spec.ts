import { copyFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { firstValueFrom } from 'rxjs';
import { StoreUnavailableError } from '../../../../lib/errors/StoreUnavailableError.js';
import { loadSqlDriver } from '../../../../lib/node/store/sqlite/loadSqlDriver.js';
import { openSqliteStore, type SqliteStore } from '../../../../lib/node/store/sqlite/openSqliteStore.js';
import type { OpenSqlDriver } from '../../../../lib/node/store/sqlite/SqlDriver.js';
import { entriesIn, intentOf, leaseBatch, leaseOnly, put } from '../../../../lib/testing/inboxStand.js';
import { caught } from '../../../support/caught.js';
import { SqliteFolder } from '../../../support/sqliteFolder.js';

describe('openFile', function () {
  this.timeout(60_000);
  const folder = new SqliteFolder();
  after(() => folder.remove());
  const SIDES = ['', '-wal', '-shm'] as const;
  let sound = '';

  before(async () => {
    const live = folder.newFile();
    const store = await folder.open({ file: live });
    const { inbox } = store;
    for (let n = 0; n < 4; n++) {
      await put(
        inbox,
        Array.from({ length: 40 }, (_, at) => intentOf(`user${String(at)}`, n * 20, n * 20 + 15)),
      );
      await firstValueFrom(inbox.ack(await leaseOnly(inbox, { limit: 1 })));
    }
    sound = folder.newFile();
    for (const side of SIDES) if (existsSync(live + side)) copyFileSync(live + side, sound + side);
  });

  const copied = (): string => {
    const file = folder.newFile();
    for (const side of SIDES) if (existsSync(sound + side)) copyFileSync(sound + side, file + side);
    return file;
  };
  /** Whatever is done to it, the store works or says what is the matter. */
  const used = async (store: SqliteStore): Promise<readonly string[]> => {
    try {
      const entries = await entriesIn(store.inbox);
      await put(store.inbox, [intentOf('someone', 0, 15)]);
      for (const lease of (await leaseBatch(store.inbox, { limit: 500 })).leases) {
        await firstValueFrom(store.inbox.ack(lease));
      }
      return entries.map(({ userId }) => userId);
    } catch (error) {
      expect(error).to.be.instanceOf(StoreUnavailableError);
      // What broke on the way is set aside with the next use.
      await firstValueFrom(store.ready());
      await put(store.inbox, [intentOf('someone', 0, 15)]);
      return [];
    } finally {
      await firstValueFrom(store.close());
    }
  };

  it('opens what a process left that was killed', async () => {
    expect(await used(await openSqliteStore({ file: copied(), horizonMs: Infinity }))).to.have.length(156);
  });

  it('survives any flipped bits: it works, or sets the file aside', async () => {
    const flips = fc.array(
      fc.tuple(fc.constantFrom('', '-wal'), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.nat(7)),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    await fc.assert(
      fc.asyncProperty(flips, async (all) => {
        const file = copied();
        for (const [side, where, bit] of all) {
          if (!existsSync(file + side)) continue;
          const bytes = readFileSync(file + side);
          const at = Math.floor(where * bytes.length);
          bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
          writeFileSync(file + side, bytes);
        }
        await used(await openSqliteStore({ file, horizonMs: Infinity }));
      }),
      { numRuns: 250 },
    );
  });

  it('opens a log that was cut anywhere, with all that was whole', async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0, max: 1, noNaN: true }), async (where) => {
        const file = copied();
        const { length } = readFileSync(`${file}-wal`);
        truncateSync(`${file}-wal`, Math.floor(where * length));
        const store = await openSqliteStore({ file, horizonMs: Infinity });
        expect(store.brokenFile).to.equal(undefined);
        expect(await used(store)).to.satisfy((users: readonly string[]) =>
          users.every((user) => user.startsWith('user')),
        );
      }),
      { numRuns: 40 },
    );
  });

  describe('when a check finds something', () => {
    /** A library whose check says this, as often as it is there, before it says what is true. */
    const finding = async (...found: string[]): Promise<OpenSqlDriver> => {
      const real = await loadSqlDriver();
      return (path, options) => {
        const driver = real(path, options);
        return {
          ...driver,
          prepare: (sql) => {
            const text = sql.startsWith('PRAGMA quick_check') ? found.shift() : undefined;
            const statement = driver.prepare(sql);
            return text === undefined ? statement : { ...statement, get: () => ({ quick_check: text }) };
          },
        };
      };
    };

    it('does not set aside what it could not read', async () => {
      const file = copied();
      const driver = await finding('Tree 7 page 7: unable to get the page. error code=266');
      expect(await caught(() => openSqliteStore({ file, driver }))).to.have.property('fault', 'io');
      const store = await openSqliteStore({ file, driver, horizonMs: Infinity });
      expect(store.brokenFile).to.equal(undefined);
      expect(await used(store)).to.have.length(156);
    });

    it('looks twice before it sets anything aside', async () => {
      const driver = await finding('row missing from index', 'ok', 'row missing', 'row missing');
      const once = await openSqliteStore({ file: copied(), driver, horizonMs: Infinity });
      expect(once.brokenFile).to.equal(undefined);
      expect(await used(once)).to.have.length(156);
      const twice = await openSqliteStore({ file: copied(), driver, horizonMs: Infinity });
      expect(existsSync(twice.brokenFile ?? '')).to.equal(true);
      await firstValueFrom(twice.close());
    });
  });

  for (const [setting, value] of [
    ['journal_mode', 'delete'],
    ['synchronous', 1],
    ['secure_delete', 0],
  ] as const) {
    it(`refuses a library that makes ${String(value)} of ${setting}`, async () => {
      const real = await loadSqlDriver();
      const driver: OpenSqlDriver = (path, options) => {
        const opened = real(path, options);
        return {
          ...opened,
          prepare: (sql) => {
            const statement = opened.prepare(sql);
            return sql.startsWith(`PRAGMA ${setting}`)
              ? { ...statement, get: () => ({ [setting]: value }) }
              : statement;
          },
        };
      };
      const error = await caught(() => openSqliteStore({ file: folder.newFile(), driver }));
      expect(error).to.be.instanceOf(StoreUnavailableError).with.property('fault', 'io');
      expect(error).to.have.property('message').that.includes('synchronous=2');
    });
  }

  it('sets aside a store of which nothing is a database any more', async () => {
    const file = folder.newFile();
    await firstValueFrom((await openSqliteStore({ file })).close());
    writeFileSync(file, 'this is no database, whatever it is called, and it is long enough to be asked');
    const store = await openSqliteStore({ file });
    expect(existsSync(store.brokenFile ?? '')).to.equal(true);
    await firstValueFrom(store.close());
  });
});
