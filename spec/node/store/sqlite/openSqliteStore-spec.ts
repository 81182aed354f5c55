import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { defer, firstValueFrom, forkJoin, from, mergeMap, type Observable } from 'rxjs';
import { InvalidOptionError } from '../../../../lib/errors/InvalidOptionError.js';
import { StoreUnavailableError } from '../../../../lib/errors/StoreUnavailableError.js';
import type { QuarantinedNotice } from '../../../../lib/model/QuarantinedNotice.js';
import { loadSqlDriver } from '../../../../lib/node/store/sqlite/loadSqlDriver.js';
import { openSqliteStore, type SqliteStore } from '../../../../lib/node/store/sqlite/openSqliteStore.js';
import type { SqlEraser } from '../../../../lib/node/store/sqlite/SqliteStoreOptions.js';
import type { InboxStore } from '../../../../lib/ports/InboxStore.js';
import type { SyncJournal } from '../../../../lib/ports/SyncJournal.js';
import { inboxStoreSuite, type SuiteInboxOptions } from '../../../../lib/testing/inboxStoreSuite.js';
import { entriesIn, errorNameOf, intentOf, leaseOnly, put, shownEntries } from '../../../../lib/testing/inboxStand.js';
import { draftRun, SUITE_NOW } from '../../../../lib/testing/journalStand.js';
import { journalSuite } from '../../../../lib/testing/journalSuite.js';
import { caught } from '../../../support/caught.js';
import { FaultyDriver } from '../../../support/faultyDriver.js';
import { fileHolds } from '../../../support/fileHolds.js';
import { SqliteFolder } from '../../../support/sqliteFolder.js';

const SUPPORTS = { survivesRestart: true, commit: true, manyProcesses: false };

describe('openSqliteStore', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());
  const faultOf = async (opening: Promise<unknown>): Promise<unknown> => {
    const error: unknown = await opening.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    return error instanceof StoreUnavailableError ? error.fault : error;
  };

  describe('its inbox', () => {
    const files = new Map<InboxStore, string>();
    const opened = async (file: string, options: SuiteInboxOptions): Promise<InboxStore> => {
      const { inbox } = await openSqliteStore({ file, ...options });
      files.set(inbox, file);
      return inbox;
    };
    const skipped = inboxStoreSuite({
      describe,
      it,
      supports: SUPPORTS,
      create: (options) => opened(folder.newFile(), options),
      reopen: async (inbox, options) => {
        await firstValueFrom(inbox.close());
        return opened(files.get(inbox) ?? '', options);
      },
    });

    it('keeps every promise of the suite', () => {
      expect(skipped).to.deep.equal([]);
    });
  });

  describe('its journal', () => {
    const files = new Map<SyncJournal, { readonly file: string; readonly opening: Promise<SqliteStore> }>();
    const create = (file = folder.newFile()): SyncJournal => {
      const opening = openSqliteStore({ file });
      const late = <T>(use: (journal: SyncJournal) => Observable<T>) =>
        defer(() => from(opening)).pipe(mergeMap((store) => use(store.journal)));
      const journal: SyncJournal = {
        supports: { survivesRestart: true },
        begin: (draft, now) => late((one) => one.begin(draft, now)),
        current: (owner, scope, now) => late((one) => one.current(owner, scope, now)),
        amend: (runId, amendment) => late((one) => one.amend(runId, amendment)),
        find: (runId) => late((one) => one.find(runId)),
        erase: (owner, connectionId) => late((one) => one.erase(owner, connectionId)),
      };
      files.set(journal, { file, opening });
      return journal;
    };
    const close = async (journal: SyncJournal): Promise<string> => {
      const known = files.get(journal);
      if (known === undefined) throw new Error('unknown journal');
      await firstValueFrom((await known.opening).close());
      return known.file;
    };
    const skipped = journalSuite({
      describe,
      it,
      create,
      reopen: async (journal) => create(await close(journal)),
      close: async (journal) => {
        await close(journal);
      },
    });
    // What a reopened journal has open is given back with the process.

    it('keeps every promise of the suite', () => {
      expect(skipped).to.deep.equal([]);
    });

    it('forgets the oldest ended run when there are more than keepEnded', async () => {
      const { journal } = await folder.open({ keepEnded: 2 });
      for (const runId of ['r1', 'r2', 'r3']) {
        await firstValueFrom(journal.begin(draftRun({ runId }), SUITE_NOW));
        await firstValueFrom(journal.amend(runId, { ended: true, seen: ['1'] }));
      }
      const kept = await Promise.all(['r1', 'r2', 'r3'].map((runId) => firstValueFrom(journal.find(runId))));
      expect(kept.map((run) => run?.runId)).to.deep.equal([undefined, 'r2', 'r3']);
    });
  });

  describe('the file', () => {
    it('is durable to the loss of power, and says by what', async () => {
      const { inbox } = await folder.open();
      expect(inbox.durability).to.deep.equal({
        engine: 'sqlite',
        survives: 'powerLoss',
        proof: 'journal_mode=wal synchronous=2',
      });
    });

    it('is its owner’s alone, with all that lies beside it', async () => {
      const file = folder.newFile();
      writeFileSync(file, '');
      chmodSync(file, 0o644);
      const { inbox } = await folder.open({ file });
      await put(inbox, [intentOf('ann', 0, 15)]);
      const modes = ['', '-wal', '-shm', '.lock'].map((side) => statSync(file + side).mode & 0o777);
      expect(modes).to.deep.equal([0o600, 0o600, 0o600, 0o600]);
    });

    it('has one writer, which others may watch', async () => {
      const file = folder.newFile();
      const { inbox } = await folder.open({ file });
      await put(inbox, [intentOf('ann', 0, 15)]);
      expect(await faultOf(openSqliteStore({ file }))).to.equal('locked');
      const watcher = await folder.open({ file, readOnly: true });
      expect(await shownEntries(watcher.inbox)).to.deep.equal(['ann 0-15 waiting']);
      expect((await firstValueFrom(watcher.inbox.stats('t1'))).entries.waiting).to.equal(1);
      await put(inbox, [intentOf('bob', 0, 15)]);
      expect(await shownEntries(watcher.inbox)).to.have.length(2);
      const error: unknown = await put(watcher.inbox, [intentOf('cat', 0, 15)]).catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(StoreUnavailableError).with.property('fault', 'readOnly');
    });

    it('is as big as it and its log are on the disk', async () => {
      const file = folder.newFile();
      const { inbox } = await folder.open({ file });
      await put(inbox, [intentOf('ann', 0, 15)]);
      const sizes = ['', '-wal'].map((side) => statSync(file + side).size);
      expect(sizes[1]).to.be.greaterThan(0);
      expect((await firstValueFrom(inbox.stats('t1'))).bytes).to.equal(sizes.reduce((sum, size) => sum + size));
    });

    it('may be opened again once it is closed, and refuses everything until then', async () => {
      const file = folder.newFile();
      const store = await openSqliteStore({ file });
      await firstValueFrom(store.close());
      await firstValueFrom(store.close());
      expect(await faultOf(put(store.inbox, [intentOf('ann', 0, 15)]))).to.equal('closed');
      await folder.open({ file });
    });

    it('is refused when a later version wrote it', async () => {
      const file = folder.newFile();
      const driver = (await loadSqlDriver())(file, { readOnly: false });
      driver.exec('PRAGMA user_version = 99');
      driver.close();
      expect(await faultOf(openSqliteStore({ file }))).to.equal('newerSchema');
      expect(await faultOf(openSqliteStore({ file, readOnly: true }))).to.equal('newerSchema');
    });

    it('is refused where there is no folder', async () => {
      expect(await faultOf(openSqliteStore({ file: `${folder.path}/none/store.db` }))).to.equal('io');
    });

    it('is refused where there is no file and none may be made', async () => {
      const error = await caught(() => openSqliteStore({ file: `${folder.path}/none.db`, readOnly: true }));
      expect(error).to.include({ fault: 'noSuchFile', message: 'open the store: there is no such file' });
    });

    for (const file of ['', ':memory:', 'file:x?mode=memory']) {
      it(`is refused as ${JSON.stringify(file)}`, async () => {
        expect(await faultOf(openSqliteStore({ file }))).to.be.instanceOf(InvalidOptionError);
      });
    }

    for (const [option, value] of [
      ['keepEnded', -1],
      ['keepUpdates', 0],
      ['maxAttempts', 0],
    ] as const) {
      it(`is refused with ${String(value)} for ${option}`, async () => {
        const error = await faultOf(openSqliteStore({ file: folder.newFile(), [option]: value }));
        expect(error).to.be.instanceOf(InvalidOptionError);
      });
    }

    it('is set aside when it is broken, loudly, and an empty one takes its place', async () => {
      const file = folder.newFile();
      const counted: string[] = [];
      const telemetry = { count: (name: string) => void counted.push(name), gauge: () => undefined };
      const first = await openSqliteStore({ file, horizonMs: Infinity });
      await put(first.inbox, [intentOf('ann', 0, 15)]);
      const before = await leaseOnly(first.inbox);
      await firstValueFrom(first.close());
      const bytes = readFileSync(file);
      bytes.fill(0xa5, 100, 4_000);
      writeFileSync(file, bytes);
      const { inbox, brokenFile } = await folder.open({ file, telemetry });
      expect(counted).to.deep.equal(['store_rebuilt_total']);
      expect(readFileSync(brokenFile ?? '')).to.deep.equal(bytes);
      expect(await entriesIn(inbox)).to.deep.equal([]);
      await put(inbox, [intentOf('ann', 0, 15)]);
      expect((await leaseOnly(inbox)).fence).to.be.greaterThan(before.fence);
    });

    it('is given back when what was leased cannot be taken up', async () => {
      const file = folder.newFile();
      const first = await openSqliteStore({ file, horizonMs: Infinity });
      await put(first.inbox, [intentOf('ann', 0, 15)]);
      await leaseOnly(first.inbox);
      await firstValueFrom(first.close());
      const faulty = new FaultyDriver(await loadSqlDriver());
      faulty.fail('UPDATE lanes', 13);
      expect(await faultOf(openSqliteStore({ file, driver: faulty.open }))).to.equal('full');
      const { inbox } = await folder.open({ file });
      expect(await shownEntries(inbox)).to.deep.equal(['ann 0-15 waiting']);
    });

    it('is probed by ready', async () => {
      const store = await folder.open();
      await firstValueFrom(store.ready());
      await firstValueFrom(store.close());
      expect(await errorNameOf(store.ready())).to.equal('StoreUnavailableError');
    });
  });

  describe('erase', () => {
    it('leaves no byte of the name in the file or beside it', async () => {
      const file = folder.newFile();
      const name = 'grete.erasable@example.org';
      const { inbox, journal } = await folder.open({ file });
      for (let round = 0; round < 6; round++) {
        const others = Array.from({ length: 400 }, (_, n) => intentOf(`user${String((n * 7919) % 2_400)}`, 0, 15 + n));
        await put(inbox, [...others, intentOf(name, round * 20, round * 20 + 15)]);
        await firstValueFrom(inbox.ack(await leaseOnly(inbox, { limit: 1 })));
      }
      await firstValueFrom(inbox.quarantine('t1', [noticeOf(name)]));
      await firstValueFrom(journal.begin(draftRun({ tenant: 't1', userId: name }), SUITE_NOW));
      expect(fileHolds(file, name)).to.equal(true);
      const report = await firstValueFrom(inbox.erase('t1', name));
      expect(report).to.include({ quarantined: 1, runs: 1 });
      expect(fileHolds(file, name)).to.equal(false);
      expect((await put(inbox, [intentOf(name, 0, 15)])).erased).to.equal(1);
      expect(fileHolds(file, name)).to.equal(false);
    });

    it('reaches what others keep in the file', async () => {
      const { inbox } = await folder.open({
        erasers: [
          (transaction, _tenant, userId) => {
            const { changes } = transaction.prepare('DELETE FROM book WHERE user = ?').run(userId);
            return { book: Number(changes) };
          },
        ],
      });
      await put(inbox, [intentOf('ann', 0, 15)]);
      await firstValueFrom(
        inbox.commit(await leaseOnly(inbox), (transaction) => {
          transaction.prepare('CREATE TABLE book (user TEXT)').run();
          transaction.prepare('INSERT INTO book VALUES (?)').run('ann');
        }),
      );
      expect(await firstValueFrom(inbox.erase('t1', 'ann'))).to.include({ book: 1 });
    });

    for (const [what, eraser] of [
      [
        'throws',
        () => {
          throw new RangeError('no');
        },
      ],
      [
        'ends the transaction',
        (transaction) => {
          transaction.prepare('COMMIT').run();
          return {};
        },
      ],
    ] satisfies readonly (readonly [string, SqlEraser])[]) {
      it(`erases nothing when an eraser ${what}`, async () => {
        const { inbox, journal } = await folder.open({ erasers: [eraser] });
        await put(inbox, [intentOf('ann', 0, 15)]);
        await firstValueFrom(journal.begin(draftRun({ tenant: 't1', userId: 'ann' }), SUITE_NOW));
        const [refused, neighbour] = await Promise.all([
          errorNameOf(inbox.erase('t1', 'ann')),
          put(inbox, [intentOf('bob', 0, 15)]),
        ]);
        expect(refused).to.be.oneOf(['RangeError', 'InvalidOptionError']);
        expect(neighbour.added).to.equal(1);
        expect(await shownEntries(inbox)).to.deep.equal(['ann 0-15 waiting', 'bob 0-15 waiting']);
        expect((await firstValueFrom(journal.find('r1')))?.runId).to.equal('r1');
        expect((await put(inbox, [intentOf('ann', 20, 30)])).added).to.equal(1);
      });
    }
  });

  describe('commit', () => {
    it('keeps work and ack, or neither, and its neighbours whatever happens', async () => {
      const { inbox } = await folder.open();
      await put(inbox, [intentOf('ann', 0, 15), intentOf('bob', 0, 15), intentOf('cat', 0, 15)]);
      const [ann, bob, cat] = [
        await leaseOnly(inbox, { limit: 1 }),
        await leaseOnly(inbox, { limit: 1 }),
        await leaseOnly(inbox, { limit: 1 }),
      ];
      await put(inbox, [intentOf('dan', 0, 15)]);
      await firstValueFrom(inbox.commit(ann, (tx) => tx.prepare('CREATE TABLE t (a INTEGER PRIMARY KEY)').run()));
      const results = await firstValueFrom(
        forkJoin({
          bob: inbox.commit(bob, (tx) => tx.prepare('INSERT INTO t VALUES (?) RETURNING a').get(1)),
          cat: from(
            errorNameOf(
              inbox.commit(cat, (tx) => {
                tx.prepare('INSERT INTO t VALUES (2)').run();
                tx.prepare('INSERT INTO t VALUES (2)').run();
              }),
            ),
          ),
          eve: from(put(inbox, [intentOf('eve', 0, 15)])),
        }),
      );
      expect(results.bob).to.include({ a: 1 });
      expect(results.cat).to.equal('Error');
      expect(results.eve.added).to.equal(1);
      const rows = await firstValueFrom(inbox.commit(cat, (tx) => tx.prepare('SELECT a FROM t').all().length));
      expect(rows).to.equal(1);
      const { delivered, entries } = await firstValueFrom(inbox.stats('t1'));
      expect([delivered, entries.leased, entries.waiting]).to.deep.equal([3, 0, 2]);
    });
  });
});

function noticeOf(userId: string): QuarantinedNotice {
  return { receivedAt: new Date(), digest: '1', bytes: 1, userId, failures: [] };
}
