import { expect } from 'chai';
import { firstValueFrom, of, toArray } from 'rxjs';
import { newTransactions } from '../../../lib/aggregators/oxlin/newTransactions.js';
import type { TransactionFilter } from '../../../lib/aggregators/oxlin/TransactionFilter.js';
import type { Outcome } from '../../../lib/model/Outcome.js';
import { buildAccount } from '../../../lib/testing/builders/buildAccount.js';
import { buildOutcome } from '../../../lib/testing/builders/buildOutcome.js';
import { buildTransaction } from '../../../lib/testing/builders/buildTransaction.js';

const at = (day: number): Date => new Date(Date.UTC(2018, 5, day));

function outcomeWith(endDates: Outcome['evidence']['endDates'], triggeredAt?: Date): Outcome {
  const evidence = { rule: 'endDate', observedIn: 'queue', attached: false, endDates } as const;
  return buildOutcome({ evidence: triggeredAt === undefined ? evidence : { ...evidence, triggeredAt } });
}

async function read(
  outcome: Outcome,
): Promise<{ readonly asked: readonly TransactionFilter[]; readonly ids: readonly string[] }> {
  const asked: TransactionFilter[] = [];
  const user = {
    accounts: () => of(buildAccount({ id: 'A' }), buildAccount({ id: 'B' })),
    transactions: (filter: TransactionFilter = {}) => {
      asked.push(filter);
      return of(
        ...[1, 2, 3, 4].map((day) =>
          buildTransaction({ id: `${filter.accountId ?? ''}${String(day)}`, importedAt: at(day) }),
        ),
      );
    },
  };
  const rows = await firstValueFrom(newTransactions(user, outcome).pipe(toArray()));
  return { asked, ids: rows.map(({ id }) => id) };
}

describe('newTransactions', () => {
  it('reads what came after the earliest end of the channels that moved, account by account', async () => {
    const outcome = outcomeWith([
      { channelId: '1', before: at(3), after: at(4) },
      { channelId: '2', before: at(2), after: at(4) },
      { channelId: '3', before: at(1), after: at(1) },
    ]);
    const { asked, ids } = await read(outcome);
    expect(asked).to.deep.equal([
      { accountId: 'A', importedFrom: at(2) },
      { accountId: 'B', importedFrom: at(2) },
    ]);
    expect(ids).to.deep.equal(['A3', 'A4', 'B3', 'B4']);
  });

  it('reads from the earliest end when none moved', async () => {
    expect((await read(outcomeWith([{ channelId: '1', before: at(2) }]))).asked[0]?.importedFrom).to.deep.equal(at(2));
  });

  it('reads from the trigger, that second included, when no end was known before', async () => {
    const { asked, ids } = await read(outcomeWith([{ channelId: '1', after: at(4) }], at(3)));
    expect(asked[0]?.importedFrom).to.deep.equal(at(3));
    expect(ids).to.include('A3');
  });

  it('reads everything when neither is known', async () => {
    const { asked, ids } = await read(outcomeWith([]));
    expect(asked).to.deep.equal([{ accountId: 'A' }, { accountId: 'B' }]);
    expect(ids).to.have.lengthOf(8);
  });

  it('keeps rows that say nothing of their import', async () => {
    const row = { id: '1', accountId: '5001', amount: '1' };
    const user = { accounts: () => of(buildAccount()), transactions: () => of(row) };
    expect(await firstValueFrom(newTransactions(user, buildOutcome()))).to.deep.equal(row);
  });

  it('asks nothing before it is subscribed', () => {
    let asked = 0;
    const accounts = () => {
      asked++;
      return of(buildAccount());
    };
    newTransactions({ accounts, transactions: () => of() }, buildOutcome());
    expect(asked).to.equal(0);
  });
});
