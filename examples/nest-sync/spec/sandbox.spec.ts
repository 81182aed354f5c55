import 'reflect-metadata';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { Transaction } from 'millrace';
import type { OxlinApi } from 'millrace/oxlin';
import { type RunningSandbox, type ScenarioScript, startSandbox } from 'millrace/sandbox';
import { firstValueFrom, toArray } from 'rxjs';
import { type BankReport, BankSyncService } from '../src/banks/bank-sync.service.js';
import { BanksModule } from '../src/banks/banks.module.js';
import type { MemoryTransactionStore } from '../src/banks/memory-transaction-store.js';
import { TRANSACTION_STORE } from '../src/banks/transaction-store.js';
import { MillraceModule } from '../src/millrace/millrace.module.js';
import { OXLIN_API } from '../src/millrace/millrace.options.js';
import { optionsFromEnv } from '../src/millrace/optionsFromEnv.js';

/** A bank that asks its user for a challenge and hands over nothing. */
const LOCKED: ScenarioScript = {
  name: 'locked',
  summary: 'The only channel asks for a challenge.',
  expected: { result: 'actionRequired', exitCode: 5 },
  connections: [{ channels: [{ mode: 'EMBEDDED', ends: 'CHALLENGE_REQUIRED' }] }],
};

describe('the service in front of a sandbox', () => {
  let sandbox: RunningSandbox;
  let app: INestApplication;
  let url: string;
  let userId: string;

  before(async () => {
    sandbox = await startSandbox({ speed: 200, scenarios: ['partial', LOCKED] });
    const imports = [MillraceModule.forRootAsync({ useFactory: () => optionsFromEnv(sandbox.env) }), BanksModule];
    app = (await Test.createTestingModule({ imports }).compile()).createNestApplication({
      logger: false,
      forceCloseConnections: true,
    });
    await app.listen(0, '127.0.0.1');
    userId = await firstValueFrom(api().createUser({ email: 'ada@example.com', password: 'a-password' }));
    url = `${await app.getUrl()}/users/${userId}/bank-sync`;
  });

  after(async () => {
    await sandbox.close();
    await app.close();
  });

  const api = (): OxlinApi => app.get(OXLIN_API);
  const storedRows = (): readonly Transaction[] => app.get<MemoryTransactionStore>(TRANSACTION_STORE).rowsOf(userId);

  async function sync(): Promise<{ readonly partial: BankReport; readonly locked: BankReport }> {
    const reports = await firstValueFrom(app.get(BankSyncService).syncUserBanks(userId).pipe(toArray()));
    const partial = reports.find(({ result }) => result === 'partial');
    const locked = reports.find(({ result }) => result === 'actionRequired');
    assert.ok(partial !== undefined && locked !== undefined && reports.length === 2);
    return { partial, locked };
  }

  it('stores each new transaction once, over two syncs', async () => {
    const first = await sync();
    const { result, whoMustAct, hasFreshData, stored } = first.partial;
    assert.deepEqual(
      { result, whoMustAct, hasFreshData },
      { result: 'partial', whoMustAct: 'nobody', hasFreshData: true },
    );
    assert.ok(stored > 0);
    const second = await sync();
    assert.equal(storedRows().length, stored + second.partial.stored);
    const fresh = api()
      .forUser(userId)
      .transactions({ importedFrom: startOf(storedRows()) });
    const upstream = await firstValueFrom(fresh.pipe(toArray()));
    assert.deepEqual(idsOf(storedRows()), idsOf(upstream));
  });

  it('stores nothing of a bank that waits for its user, and says so', async () => {
    const { connectionId, ...rest } = (await sync()).locked;
    assert.deepEqual(rest, { result: 'actionRequired', whoMustAct: 'user', hasFreshData: false, stored: 0 });
    const accounts = await firstValueFrom(api().forUser(userId).accounts({ connectionId }).pipe(toArray()));
    const theirs = new Set(accounts.map(({ id }) => id));
    assert.ok(storedRows().every(({ accountId }) => !theirs.has(accountId)));
  });

  it('starts a sync over HTTP, and shows a page how far it is', async () => {
    const page = await fetch(url, { headers: { accept: 'text/event-stream' } });
    const posted = fetch(url, { method: 'POST' });
    const drawn = await readUntil(page, '"done":2');
    assert.match(drawn, /"phase":"ended","result":"actionRequired","whoMustAct":"user"/);
    const answer = await posted;
    assert.equal(answer.status, 200);
    assert.match(await answer.text(), /"result":"partial","whoMustAct":"nobody"/);
  });
});

/** Reads a stream of events until a text was seen, then leaves it. */
async function readUntil(page: Response, wanted: string): Promise<string> {
  let text = '';
  for await (const chunk of page.body ?? []) {
    text += Buffer.from(chunk).toString();
    if (text.includes(wanted)) break;
  }
  return text;
}

const idsOf = (rows: readonly Transaction[]): readonly string[] => rows.map(({ id }) => id).sort();

function startOf(rows: readonly Transaction[]): Date {
  return new Date(Math.min(...rows.map(({ importedAt }) => importedAt?.getTime() ?? Infinity)));
}
