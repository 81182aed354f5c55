import { expect } from 'chai';
import { concat, concatMap, defer, delay, EMPTY, map, of, Subject, throwError } from 'rxjs';
import { CredentialsRefusedError } from '../../lib/errors/CredentialsRefusedError.js';
import { DecodeError } from '../../lib/errors/DecodeError.js';
import { UpstreamUnreachableError } from '../../lib/errors/UpstreamUnreachableError.js';
import type { DataWindow } from '../../lib/model/DataWindow.js';
import { reconcile } from '../../lib/notification/reconcile.js';
import type { ReconcileOptions } from '../../lib/notification/reconcileOptions.js';
import type { NotificationApi } from '../../lib/ports/NotificationApi.js';
import { ago, fanOutStage, scriptedNotificationApi, watch } from '../support/fanOutStage.js';
import { marbles } from '../../lib/testing/marbles.js';

const HOUR_MS = 3_600_000;

/** Reconciles an inbox of an hour; `asked` are the minutes of the stretches asked for, before or after the start. */
function reconciling(options: ReconcileOptions = {}, listChanges: NotificationApi['listChanges'] = () => EMPTY) {
  const asked: number[][] = [];
  const minute = (date: Date): number => (date.getTime() - ago(0, 0).from.getTime()) / 60_000;
  const stage = fanOutStage({
    listChanges: (window: DataWindow) =>
      defer(() => {
        asked.push([minute(window.from), minute(new Date(window.until.getTime() - 1_000))]);
        return listChanges(window);
      }),
  });
  const start = () => watch(reconcile(stage.api, stage.inbox, { since: ago(60, 0).from, lagMs: 60_000, ...options }));
  return { ...stage, asked, start };
}

describe('reconcile', () => {
  it(
    'sweeps what is not proven, and again after a while',
    marbles(({ cold, expectObservable, scheduler }) => {
      const gaps = [ago(60, 45), ago(30, 15), ago(10, 5)];
      const { inbox } = fanOutStage();
      const unproven = (count: number) =>
        of(gaps.splice(0, count).map((window) => ({ window, state: 'unproven' as const })));
      const store = { ...inbox, coverage: () => defer(() => unproven(gaps.length === 3 ? 2 : 1)) };
      const api = scriptedNotificationApi(scheduler, {
        listChanges: () => cold('--|').pipe(concatMap(() => EMPTY)),
        upstreamNow: () => ago(0, 0).from,
      });
      const updates = '  --A-B 1001ms C';
      const names = ['A', 'B', 'C'];
      const seen = reconcile(api, store, { everyMs: 1_000, lagMs: 0 }).pipe(map(() => names.shift()));
      expectObservable(seen, '^ 1500ms !').toBe(updates);
    }),
  );

  it('begins with all that upstream still tells, in stretches of at most an hour', () => {
    const { asked, start, api } = reconciling({ since: undefined as never, lagMs: 0 });
    const seen = start();
    expect(asked).to.have.length(169);
    expect(asked.every(([from = 0, until = 0]) => until - from <= 60)).to.equal(true);
    expect(seen.values).to.have.length(169);
    expect(api.counted).to.deep.equal([]);
    seen.subscription?.unsubscribe();
  });

  it('goes on after thousands of stretches that have grown too old at once', () => {
    const answers = new Subject<never>();
    const { api, inbox, clock } = fanOutStage({ listChanges: () => answers });
    const tooOld = Array.from({ length: 5_000 }, (_, at) => ago(60 * 24 * 9 + at, 60 * 24 * 9 + at - 1));
    const stretches = [ago(60, 45), ...tooOld, ago(30, 15)].map((window) => ({ window, state: 'unproven' as const }));
    const seen = watch(reconcile(api, { ...inbox, coverage: () => of(stretches) }));
    answers.complete();
    clock.advance(1);
    expect([seen.values.length, seen.errors]).to.deep.equal([2, []]);
    seen.subscription?.unsubscribe();
  });

  it('asks afterwards only for what is new, and for the last half hour once more', () => {
    const { asked, start, clock } = reconciling();
    const seen = start();
    asked.length = 0;
    for (let round = 0; round < 4; round += 1) clock.advance(15 * 60_000);
    expect(asked.slice(-2)).to.deep.equal([
      [29, 44],
      [44, 59],
    ]);
    expect(asked.length).to.be.below(14);
    seen.subscription?.unsubscribe();
  });

  it('does not ask again and again for what notices told', () => {
    const { asked, start, clock, put } = reconciling({ recheckMs: 0 });
    for (let from = 60; from >= 15; from -= 15) put(['ann'], ago(from, from - 15));
    const seen = start();
    expect(asked.slice(0, 3)).to.deep.equal([
      [-60, -45],
      [-45, -30],
      [-30, -15],
    ]);
    asked.length = 0;
    clock.advance(15 * 60_000);
    expect(asked.length).to.be.at.most(2);
    seen.subscription?.unsubscribe();
  });

  it('does not tell as missed what a notice told when its quarter of an hour was over', () => {
    const stage = reconciling({ lagMs: undefined as never }, (window) => {
      const [ann] = [ago(-1, -2)];
      return window.from <= ann.from && window.until > ann.from
        ? of({ kind: 'intents' as const, intents: [{ userId: 'ann', window: ann }] })
        : EMPTY;
    });
    const seen = stage.start();
    stage.clock.advance(15 * 60_000 + 10_000);
    stage.put(['ann'], ago(0, -15));
    stage.clock.advance(45 * 60_000);
    expect(stage.asked.some(([from = 0, until = 0]) => from <= 1 && until >= 1)).to.equal(true);
    expect(seen.values.filter((update) => update.kind === 'swept' && update.missed > 0)).to.deep.equal([]);
    seen.subscription?.unsubscribe();
  });

  it('finds a user of whom no notice came, and not those of whom one did', () => {
    const intents = (window: DataWindow) =>
      of({ kind: 'intents' as const, intents: ['ann', 'bob'].map((userId) => ({ userId, window })) });
    const { start, put, entries } = reconciling({}, (window) =>
      window.from.getTime() === ago(30, 15).from.getTime() ? intents(window) : EMPTY,
    );
    put(['ann'], ago(30, 15));
    const seen = start();
    expect(entries()).to.deep.equal(['ann waiting', 'bob waiting']);
    expect(seen.values.filter((update) => update.kind === 'swept' && update.missed > 0)).to.deep.equal([
      { kind: 'swept', window: ago(30, 15), missed: 1 },
    ]);
    seen.subscription?.unsubscribe();
  });

  it('goes on where it was after an interruption, and asks anew for what had not come to its end', () => {
    const rest = new Subject<never>();
    let isCut = true;
    const { start, asked, inbox } = reconciling({}, (window) =>
      concat(
        of({ kind: 'intents' as const, intents: [{ userId: 'ann', window }] }),
        isCut ? rest : of({ kind: 'intents' as const, intents: [{ userId: 'bob', window }] }),
      ),
    );
    start().subscription?.unsubscribe();
    isCut = false;
    const again = start();
    expect(asked[0]).to.deep.equal(asked[1]);
    expect(watch(inbox.list({ tenant: 't1' })).values.map(({ userId }) => userId)).to.include('bob');
    again.subscription?.unsubscribe();
  });

  it('waits for an upstream that is away, and skips a stretch of which nothing sensible is said', () => {
    let isAway = true;
    const poison = ago(45, 30).from.getTime();
    const { start, clock, put, asked, api } = reconciling({}, ({ from }) => {
      if (isAway) return throwError(() => new UpstreamUnreachableError('list changes', false, 'ECONNREFUSED'));
      return from.getTime() === poison ? throwError(() => new DecodeError('list changes', [])) : EMPTY;
    });
    for (const from of [45, 30]) put(['ann'], ago(from, from - 15));
    const seen = start();
    clock.advance(HOUR_MS / 2);
    expect([seen.values.length, new Set(asked.map(([from]) => from)).size]).to.deep.equal([0, 1]);
    isAway = false;
    clock.advance(HOUR_MS / 4);
    expect(seen.errors).to.deep.equal([]);
    expect(api.counted).to.include('sweeps_skipped_total');
    expect(seen.values.map(({ window }) => window.from.getTime())).to.include(ago(30, 15).from.getTime());
    seen.subscription?.unsubscribe();
  });

  it('tells once what is too old, and ends at refused credentials', () => {
    const old = reconciling({ since: undefined as never, horizonMs: HOUR_MS });
    watch(old.inbox.markSwept('t1', ago(180, 120)));
    const seen = old.start();
    old.clock.advance(HOUR_MS / 2);
    expect(seen.values.filter(({ kind }) => kind === 'unrecoverable')).to.deep.equal([
      { kind: 'unrecoverable', window: ago(120, 59) },
    ]);
    seen.subscription?.unsubscribe();
    const refused = reconciling({}, () => throwError(() => new CredentialsRefusedError(401, 'refused')));
    expect(refused.start().errors[0]).to.be.instanceOf(CredentialsRefusedError);
  });

  it('G18: frees every timer when its subscriber leaves', () => {
    const { start, clock } = reconciling({}, () => EMPTY.pipe(delay(1_000)));
    start().subscription?.unsubscribe();
    expect(clock.scheduler.actions.filter(({ closed }) => !closed)).to.have.length(0);
  });
});
