import { expect } from 'chai';
import { NEVER, type ObservableInput, of, Subject, throwError } from 'rxjs';
import { keepSocket, type SocketNews, type SocketSource } from '../../../lib/bridge/client/keepSocket.js';
import { Liveness } from '../../../lib/bridge/client/Liveness.js';
import { BRIDGE_PROTOCOL } from '../../../lib/bridge/protocol/BRIDGE_PROTOCOL.js';
import { CLOSE_CODES } from '../../../lib/bridge/protocol/CLOSE_CODES.js';
import { marbles } from '../../../lib/testing/marbles.js';
import { SuiteClock } from '../../../lib/testing/suiteClock.js';
import { ScriptedSockets } from '../../support/scriptedSockets.js';

const URL = 'wss://app.example/live';
const LONGEST = 0.999_999_999;

/** Sockets in virtual time; every pause is as long as it can be. */
function stageWith(more: Partial<SocketSource> = {}) {
  const clock = new SuiteClock();
  const sockets = new ScriptedSockets();
  const [wakeUps, outages] = [new Subject<void>(), new Subject<void>()];
  const liveness = new Liveness();
  const source: SocketSource = {
    url: URL,
    ticket: undefined,
    sockets: [sockets.port],
    wakeUps,
    outages,
    scheduler: clock.scheduler,
    entropy: { random: () => LONGEST },
    ...more,
  };
  const news: SocketNews[] = [];
  let isComplete = false;
  const subscription = keepSocket(source, liveness).subscribe({
    next: (one) => {
      news.push(one);
      if (one.kind === 'text') liveness.hear(clock.scheduler.now());
    },
    complete: () => (isComplete = true),
  });
  const untilNext = (limitMs = 60_000): number => {
    const before = sockets.all.length;
    for (let ms = 0; ms <= limitMs; ms++) {
      if (sockets.all.length > before) return ms;
      clock.advance(1);
    }
    return Infinity;
  };
  const lost = () => news.filter(({ kind }) => kind === 'lost').length;
  return { clock, sockets, wakeUps, outages, news, lost, untilNext, subscription, isComplete: () => isComplete };
}

describe('keepSocket', () => {
  it(
    'opens another socket when one is lost, after a pause',
    marbles(({ cold, expectObservable, expectSubscriptions, scheduler }) => {
      const x = { kind: 'closed', code: 1006, reason: '' } as const;
      const o = { kind: 'open', send: () => undefined } as const;
      const t = { kind: 'text', text: 't' } as const;
      const first = cold(' o-t-t--(x|)', { o, t, x });
      const second = cold('           o-t---', { o, t });
      const expected = '   o-t-t--l---o-t---';
      const left = [first, second];
      const source: SocketSource = {
        url: URL,
        ticket: undefined,
        sockets: [() => left.shift() ?? NEVER],
        wakeUps: NEVER,
        outages: NEVER,
        scheduler,
        entropy: { random: () => 0.002 },
      };
      const leave = '      ^----------------!';
      expectObservable(keepSocket(source, new Liveness()), leave).toBe(expected, { o, t, l: { kind: 'lost', end: x } });
      expectSubscriptions(first.subscriptions).toBe('^------!');
      expectSubscriptions(second.subscriptions).toBe('-----------^-----!');
    }),
  );

  it('fetches a ticket before every socket, and never puts it into the URL', () => {
    let count = 0;
    const { sockets, untilNext } = stageWith({ ticket: () => of(`t${String(++count)}`) });
    sockets.last.close();
    untilNext();
    expect(sockets.all.map(({ request }) => request)).to.deep.equal([
      { url: URL, protocol: BRIDGE_PROTOCOL, ticket: 't1' },
      { url: URL, protocol: BRIDGE_PROTOCOL, ticket: 't2' },
    ]);
  });

  it('takes a ticket that cannot be had, and one that does not come, for a socket that was lost', () => {
    const answers: ObservableInput<string>[] = [throwError(() => new Error('offline')), NEVER, of('t')];
    const { clock, sockets, lost, untilNext } = stageWith({ ticket: () => answers.shift() ?? NEVER });
    expect(lost()).to.equal(1);
    clock.advance(2_000 + 11_000);
    expect(lost()).to.equal(2);
    untilNext();
    expect(sockets.last.request.ticket).to.equal('t');
  });

  it('waits twice as long each time, up to 30 s, even when every socket opens before it is thrown out', () => {
    const { sockets, untilNext } = stageWith();
    const pauses = Array.from({ length: 7 }, () => {
      sockets.last.open().say({ kind: 'ping' }).close(CLOSE_CODES.slow);
      return untilNext();
    });
    expect(pauses).to.deep.equal([1_999, 3_999, 7_999, 15_999, 29_999, 29_999, 29_999]);
  });

  it('waits a second at most when the socket had lasted', () => {
    const { clock, sockets, untilNext } = stageWith();
    for (let time = 0; time < 4; time++) {
      sockets.last.close();
      untilNext();
    }
    sockets.last.open();
    clock.advance(10_001);
    sockets.last.close();
    expect(untilNext()).to.equal(999);
  });

  it('spreads its return over the hint of a server that restarts', () => {
    const { sockets, untilNext } = stageWith();
    sockets.last.open().close(CLOSE_CODES.restarting, '20000');
    expect(untilNext()).to.equal(19_999);
  });

  it('comes back at once on a wake-up', () => {
    const { clock, sockets, wakeUps } = stageWith();
    sockets.last.open().close(CLOSE_CODES.restarting, '20000');
    clock.advance(100);
    expect(sockets.all).to.have.length(1);
    wakeUps.next();
    expect(sockets.all).to.have.length(2);
  });

  it('finds at the wake-up that it slept, and opens another socket at once', () => {
    const { clock, sockets, wakeUps, untilNext, lost } = stageWith();
    sockets.last.open();
    clock.setWallBy(3_600_000);
    wakeUps.next();
    expect(lost()).to.equal(1);
    expect(sockets.all[0]?.isOver).to.be.true;
    expect(untilNext()).to.be.at.most(1);
  });

  it('finds at its next look that it slept, where nobody says so', () => {
    const { clock, sockets, lost } = stageWith();
    sockets.last.open();
    clock.setWallBy(3_600_000);
    clock.advance(1_000);
    expect(lost()).to.equal(1);
  });

  it('keeps a socket that was heard of lately when the page is seen again', () => {
    const { clock, sockets, wakeUps, lost } = stageWith();
    sockets.last.open();
    clock.advance(5_000);
    wakeUps.next();
    expect(lost()).to.equal(0);
  });

  it('gives up a socket that is silent, in time even when the wall clock is set back', () => {
    const { clock, sockets, lost } = stageWith();
    sockets.last.open();
    clock.setWallBy(-7_200_000);
    clock.advance(10_999);
    expect(lost()).to.equal(0);
    clock.advance(1);
    expect(lost()).to.equal(1);
    expect(sockets.all[0]?.isOver).to.be.true;
  });

  it('gives up the socket when the network is gone', () => {
    const { sockets, outages, lost } = stageWith();
    sockets.last.open();
    outages.next();
    expect(lost()).to.equal(1);
    expect(sockets.all[0]?.isOver).to.be.true;
  });

  it('tries another kind of socket after two failures in a row, and stays with the one that lasts', () => {
    const other = new ScriptedSockets();
    const first = new ScriptedSockets();
    const { clock } = stageWith({ sockets: [first.port, other.port] });
    const close = (sockets: ScriptedSockets, pauseMs: number) => {
      sockets.last.close();
      clock.advance(pauseMs);
    };
    close(first, 2_000);
    close(first, 4_000);
    expect([first.all.length, other.all.length]).to.deep.equal([2, 1]);
    other.last.open();
    for (let at = 0; at < 3; at++) {
      clock.advance(6_000);
      other.last.say({ kind: 'ping' });
    }
    close(other, 1_000);
    expect([first.all.length, other.all.length]).to.deep.equal([2, 2]);
    close(other, 2_000);
    close(other, 4_000);
    expect([first.all.length, other.all.length]).to.deep.equal([3, 3]);
  });

  it('does not take for a failure what the client itself wanted', () => {
    const { sockets, untilNext } = stageWith();
    for (let time = 0; time < 5; time++) {
      sockets.last.open().close(4000);
      expect(untilNext()).to.be.at.most(1);
    }
    sockets.last.close();
    expect(untilNext()).to.equal(1_999);
  });

  it('completes when the session was taken back, and asks for nothing more', () => {
    const { clock, sockets, news, isComplete } = stageWith();
    sockets.last.open().close(CLOSE_CODES.revoked);
    expect(news.at(-1)).to.have.property('kind', 'lost');
    expect(isComplete()).to.be.true;
    clock.advance(600_000);
    expect(sockets.all).to.have.length(1);
  });

  it('closes the socket when it is left, and leaves no timer', () => {
    const { clock, sockets, subscription } = stageWith();
    sockets.last.open();
    subscription.unsubscribe();
    expect(sockets.last.isOver).to.be.true;
    clock.advance(600_000);
    expect(sockets.all).to.have.length(1);
  });

  it('takes a port that breaks its word, by an error, for a socket that was lost', () => {
    const broken = () => throwError(() => new Error('not as agreed'));
    const good = new ScriptedSockets();
    let calls = 0;
    const { lost, clock } = stageWith({ sockets: [(request) => (calls++ === 0 ? broken() : good.port(request))] });
    expect(lost()).to.equal(1);
    clock.advance(2_000);
    expect(good.all).to.have.length(1);
  });
});
