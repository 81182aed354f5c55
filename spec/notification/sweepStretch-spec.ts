import { expect } from 'chai';
import { defer, map, of, throwError } from 'rxjs';
import { UpstreamRefusedError } from '../../lib/errors/UpstreamRefusedError.js';
import { UpstreamUnreachableError } from '../../lib/errors/UpstreamUnreachableError.js';
import type { DataWindow } from '../../lib/model/DataWindow.js';
import { type ReconcileOptions, resolveReconcileOptions } from '../../lib/notification/reconcileOptions.js';
import type { Swept } from '../../lib/notification/ReconcileUpdate.js';
import { sweepStretch } from '../../lib/notification/sweepStretch.js';
import type { DecodedNotice, NotificationApi } from '../../lib/ports/NotificationApi.js';
import { fakeQuarantined } from '../support/fakeNotificationApi.js';
import { ago, type ApiScript, type FanOutStage, fanOutStage, watch, type Watched } from '../support/fanOutStage.js';
import { marbles } from '../../lib/testing/marbles.js';

const STRETCH = ago(30, 15);
const shifted = ({ from, until }: DataWindow, fromMs: number, untilMs: number): DataWindow => ({
  from: new Date(from.getTime() + fromMs),
  until: new Date(until.getTime() + untilMs),
});
const intents = (...all: readonly (readonly [string, DataWindow])[]): DecodedNotice => ({
  kind: 'intents',
  intents: all.map(([userId, window]) => ({ userId, window })),
});

function sweeping(
  listChanges: NotificationApi['listChanges'],
  options: ReconcileOptions = {},
  prepare: (stage: FanOutStage) => void = () => undefined,
  script: Pick<ApiScript, 'upstreamNow'> = {},
): FanOutStage & { seen: Watched<Swept>; windows: () => readonly DataWindow[]; states: () => readonly string[] } {
  const stage = fanOutStage({ listChanges, ...script });
  prepare(stage);
  const settings = resolveReconcileOptions({ lagMs: 60_000, ...options });
  const seen = watch(sweepStretch({ api: stage.api, inbox: stage.inbox, settings }, STRETCH));
  return {
    ...stage,
    seen,
    windows: () => watch(stage.inbox.list({ tenant: 't1' })).values.map(({ window }) => window),
    states: () => (watch(stage.inbox.coverage('t1', STRETCH)).values[0] ?? []).map(({ state }) => state),
  };
}

describe('sweepStretch', () => {
  it(
    'puts what was missed, and tells when upstream has told all',
    marbles(({ cold, expectObservable }) => {
      const changes = cold('-i-i-|');
      const output = '      -----(s|)';
      const stage = fanOutStage({ listChanges: () => changes.pipe(map(() => intents(['ann', STRETCH]))) });
      const sweep = { api: stage.api, inbox: stage.inbox, settings: resolveReconcileOptions({}) };
      expectObservable(sweepStretch(sweep, STRETCH).pipe(map(({ missed }) => (missed === 1 ? 's' : '?')))).toBe(output);
    }),
  );

  it('asks for one second more, and leaves that second to the next stretch', () => {
    let asked: DataWindow | undefined;
    const { windows } = sweeping((window) => {
      asked = window;
      return of(
        intents(
          ['ann', window],
          ['bob', { from: STRETCH.until, until: window.until }],
          ['cat', shifted(STRETCH, 60_000, -60_000)],
        ),
      );
    });
    expect(asked).to.deep.equal(shifted(STRETCH, 0, 1_000));
    expect(windows()).to.deep.equal([STRETCH, shifted(STRETCH, 60_000, -60_000)]);
  });

  it('keeps what upstream tells beyond what it was asked for', () => {
    const wide = shifted(STRETCH, -120_000, 120_000);
    expect(sweeping(() => of(intents(['ann', wide]))).windows()).to.deep.equal([wide]);
  });

  it('is quiet where all was known, and missed where it was not', () => {
    const known = sweeping(
      () => of(intents(['ann', STRETCH])),
      {},
      (stage) => stage.put(['ann'], STRETCH),
    );
    expect([known.seen.values[0]?.missed, known.states()]).to.deep.equal([0, ['quiet']]);
    const missed = sweeping(() => of(intents(['ann', STRETCH])));
    expect([missed.seen.values[0]?.missed, missed.states(), missed.api.counted]).to.deep.equal([
      1,
      ['missed'],
      ['missed_users_total'],
    ]);
  });

  it('counts each missed user once, however often it had to ask', () => {
    let calls = 0;
    const stage = sweeping(() =>
      defer(() =>
        calls++ === 0 ? [intents(['ann', STRETCH]), undefined] : [intents(['ann', STRETCH], ['bob', STRETCH])],
      ).pipe(
        map((notice) => {
          if (notice === undefined) throw new UpstreamUnreachableError('list changes', true, 'ECONNRESET');
          return notice;
        }),
      ),
    );
    expect(stage.states()).to.deep.equal(['unproven']);
    stage.clock.advance(2_000);
    expect(stage.seen.values[0]?.missed).to.equal(2);
  });

  it('N14: puts no strangers, and asks again when the application cannot say who is one', () => {
    let isDown = true;
    const knownUser = (_tenant: string, userId: string) =>
      isDown ? throwError(() => new Error('database')) : of(userId === 'ann');
    const stage = sweeping(() => of(intents(['ann', STRETCH], ['eve', STRETCH])), { knownUser });
    stage.clock.advance(60_000);
    expect([stage.entries(), stage.states()]).to.deep.equal([[], ['unproven']]);
    isDown = false;
    stage.clock.advance(300_000);
    expect(stage.entries()).to.deep.equal(['ann waiting']);
    expect(stage.api.counted).to.include('sweep_strangers_total');
  });

  it('keeps in quarantine what it could not read', () => {
    const stage = sweeping(() => of<DecodedNotice>({ kind: 'quarantined', notices: [fakeQuarantined()] }), {});
    expect(watch(stage.inbox.stats('t1')).values[0]?.quarantined).to.be.at.most(1);
    expect(stage.seen.values).to.have.length(1);
  });

  it('leaves out what upstream, whose clock turns out to be behind, has not lived through yet', () => {
    const asked: DataWindow[] = [];
    const behind = (minutes: number) =>
      sweeping((window) => (asked.push(window), of(intents())), {}, undefined, {
        upstreamNow: () => ago(minutes, 0).from,
      });
    const cut = behind(19);
    expect(asked).to.deep.equal([shifted(ago(30, 20), 0, 1_000)]);
    expect([cut.seen.values[0]?.window, cut.states()]).to.deep.equal([ago(30, 20), ['quiet', 'unproven']]);
    const none = behind(40);
    expect([asked.length, none.seen.values, none.seen.isComplete, none.states()]).to.deep.equal([
      1,
      [],
      true,
      ['unproven'],
    ]);
  });

  it('does not ask for a stretch that upstream has only just begun, or that ends where it remembers', () => {
    const asked: DataWindow[] = [];
    const listen = (window: DataWindow) => (asked.push(window), of(intents()));
    const begun = sweeping(listen, {}, undefined, { upstreamNow: () => ago(29, 0).from });
    const old = sweeping(listen, { horizonMs: 16 * 60_000 });
    for (const { seen, states } of [begun, old]) {
      expect([asked, seen.values, seen.isComplete, states()]).to.deep.equal([[], [], true, ['unproven']]);
    }
  });

  it('proves no more than upstream has lived through, when its answer shows that its clock was ahead', () => {
    const learning = (minutes: number) => {
      let now = ago(0, 0).from;
      return sweeping(() => defer(() => ((now = ago(minutes, 0).from), of(intents(['ann', STRETCH])))), {}, undefined, {
        upstreamNow: () => now,
      });
    };
    const cut = learning(19);
    expect([cut.seen.values[0]?.window, cut.states()]).to.deep.equal([ago(30, 20), ['missed', 'unproven']]);
    for (const none of [learning(29), learning(40)]) {
      expect([none.seen.values, none.seen.isComplete, none.states(), none.windows()]).to.deep.equal([
        [],
        true,
        ['unproven'],
        [STRETCH],
      ]);
    }
  });

  it('leaves out what has grown too old, and skips what upstream refuses', () => {
    let asked: DataWindow | undefined;
    const cut = sweeping((window) => ((asked = window), of(intents())), { horizonMs: 25 * 60_000 });
    expect(asked?.from).to.deep.equal(ago(24, 15).from);
    expect(cut.states()).to.deep.equal(['unproven', 'quiet']);
    const gone = sweeping(() => of(intents()), { horizonMs: 60_000 });
    expect([gone.seen.values, gone.seen.isComplete]).to.deep.equal([[], true]);
    const refused = sweeping(() =>
      throwError(() => new UpstreamRefusedError('list', 'Y800', 'windowTooOld', 'park', 'nobody')),
    );
    expect([refused.seen.isComplete, refused.states(), refused.api.counted]).to.deep.equal([
      true,
      ['unproven'],
      ['sweeps_skipped_total'],
    ]);
    const stopped = sweeping(() =>
      throwError(() => new UpstreamRefusedError('list', 'Y821', 'featureOff', 'stop', 'integrator')),
    );
    expect(stopped.seen.errors).to.have.length(1);
  });
});
