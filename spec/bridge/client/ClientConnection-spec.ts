import { expect } from 'chai';
import { config, retry, take } from 'rxjs';
import { BridgeRefusedError } from '../../../lib/bridge/client/BridgeRefusedError.js';
import { CLOSE_CODES } from '../../../lib/bridge/protocol/CLOSE_CODES.js';
import { SUITE_START } from '../../../lib/testing/suiteClock.js';
import { ClientStage, event, refused, resumed, snapshot, subscribed } from '../../support/clientStage.js';

const after = (ms: number) => new Date(SUITE_START.getTime() + ms);

/** A stage whose one topic is up to date at offset 1. */
function liveStage(options: ConstructorParameters<typeof ClientStage>[0] = {}) {
  const stage = new ClientStage(options);
  const heard = stage.state();
  stage.socket.open().say(subscribed(1), snapshot(1, { a: 1 }));
  return { stage, heard };
}

describe('ClientConnection', () => {
  describe('status', () => {
    it('is idle until somebody listens, connecting until there is a socket, resuming until the snapshot, then live', () => {
      const stage = new ClientStage();
      expect(stage.kinds()).to.deep.equal(['idle']);
      stage.state();
      expect(stage.status).to.deep.equal({ kind: 'connecting' });
      stage.socket.open();
      expect(stage.status).to.deep.equal({ kind: 'resuming', since: undefined });
      stage.socket.say(subscribed(1));
      expect(stage.status?.kind).to.equal('resuming');
      stage.socket.say(snapshot(1, {}));
      expect(stage.kinds()).to.deep.equal(['idle', 'connecting', 'resuming', 'live']);
    });

    it('is stale since the last sign of life as long as there is no socket, and live only when it caught up', () => {
      const { stage } = liveStage();
      stage.clock.advance(4_000);
      stage.socket.say({ kind: 'ping' });
      stage.clock.advance(3_000);
      stage.socket.close();
      expect(stage.status).to.deep.equal({ kind: 'stale', since: after(4_000), why: 'socket' });
      stage.untilNextSocket();
      expect(stage.status?.kind).to.equal('stale');
      stage.socket.open();
      expect(stage.status).to.deep.equal({ kind: 'resuming', since: after(4_000) });
      stage.socket.say(resumed(1));
      expect(stage.status).to.deep.equal({ kind: 'live' });
    });

    it('is live only when every topic is up to date', () => {
      const { stage } = liveStage();
      const other = stage.state('other');
      expect(stage.status?.kind).to.equal('resuming');
      stage.socket.say(subscribed(0, { topic: 'other' }));
      expect(stage.status?.kind).to.equal('resuming');
      stage.socket.say(snapshot(0, {}, { topic: 'other' }));
      expect(stage.status?.kind).to.equal('live');
      other.leave();
      expect(stage.status?.kind).to.equal('live');
    });

    it('is live for a topic without a state, and for one that nobody has declared, as soon as it is subscribed', () => {
      const stage = new ClientStage();
      stage.messages();
      stage.messages('other');
      stage.socket.open().say(subscribed(4, { state: 'none' }), subscribed(0, { topic: 'other', state: 'undeclared' }));
      expect(stage.status?.kind).to.equal('live');
    });

    it('is stale while a source of the server has failed, until the next value', () => {
      const { stage } = liveStage();
      stage.clock.advance(1_000);
      stage.socket.say(refused('sourceFailed'));
      expect(stage.status).to.deep.equal({ kind: 'stale', since: after(0), why: 'source' });
      stage.socket.say(event(2, 'a', 2));
      expect(stage.status).to.deep.equal({ kind: 'live' });
    });

    it('is revoked for good when the server takes the session back', () => {
      const { stage, heard } = liveStage();
      const other = stage.messages('other');
      stage.socket.close(CLOSE_CODES.revoked, 'revoked');
      expect(stage.kinds().slice(-2)).to.deep.equal(['resuming', 'revoked']);
      for (const { errors } of [heard, other])
        expect(errors.map((error) => error instanceof BridgeRefusedError && error.code)).to.deep.equal(['revoked']);
      expect(stage.state('third').errors).to.have.length(1);
      stage.clock.advance(600_000);
      expect(stage.sockets.all).to.have.length(1);
      expect(stage.status?.kind).to.equal('revoked');
    });

    it('says the same thing once', () => {
      const { stage } = liveStage();
      stage.socket.say(event(2, 'a', 2), event(3, 'a', 3)).say({ kind: 'ping' });
      expect(stage.kinds().filter((kind) => kind === 'live')).to.have.length(1);
    });
  });

  describe('topics', () => {
    it('are asked for once, however many listen, and left with the last of them', () => {
      const stage = new ClientStage();
      const listeners = [stage.state(), stage.state(), stage.messages()];
      stage.socket.open();
      expect(stage.socket.heard).to.deep.equal([{ kind: 'subscribe', topic: 'syncs' }]);
      const other = stage.messages('other');
      listeners.forEach(({ leave }) => leave());
      expect(stage.socket.heard.slice(1)).to.deep.equal([
        { kind: 'subscribe', topic: 'other' },
        { kind: 'unsubscribe', topic: 'syncs' },
      ]);
      expect(stage.socket.isOver).to.be.false;
      other.leave();
      expect(stage.socket.isOver).to.be.true;
      expect(stage.status).to.deep.equal({ kind: 'idle' });
    });

    it('give their state at once to whoever comes late', () => {
      const { stage } = liveStage();
      expect(stage.state().values).to.deep.equal([{ a: 1 }]);
    });

    it('are not asked for again by a late listener that leaves within its first value', () => {
      const { stage } = liveStage();
      stage.client.state('syncs').pipe(take(1)).subscribe();
      expect(stage.socket.topics()).to.deep.equal(['syncs']);
      expect(stage.status?.kind).to.equal('live');
    });

    it('tell a state once for all that came together', () => {
      const { stage, heard } = liveStage();
      stage.socket.say(event(2, 'a', 2), event(3, 'b', 3), event(4, 'a', 4));
      expect(heard.values).to.deep.equal([{ a: 1 }, { a: 4, b: 3 }]);
    });

    it('resume where they were, after a fresh start', () => {
      const { stage } = liveStage();
      stage.socket.say(event(2, 'a', 2)).close();
      stage.untilNextSocket();
      stage.socket.open();
      expect(stage.socket.heard).to.deep.equal([
        { kind: 'subscribe', topic: 'syncs', since: { epoch: 'e1', offset: 2 } },
      ]);
    });

    it('end alone when what they carry cannot be decoded', () => {
      const decode = (topic: string, data: unknown) => {
        if (topic === 'bad') throw new TypeError('not a reading');
        return data;
      };
      const { stage, heard } = liveStage({ decode });
      const bad = stage.messages('bad');
      stage.socket.say(subscribed(0, { topic: 'bad', state: 'none' }), event(1, 'x', {}, { topic: 'bad' }));
      expect(bad.errors.map(String)).to.deep.equal(['TypeError: not a reading']);
      expect(stage.socket.heard.at(-1)).to.deep.equal({ kind: 'unsubscribe', topic: 'bad' });
      stage.socket.say(event(2, 'a', 2));
      expect(heard.values.at(-1)).to.deep.equal({ a: 2 });
      expect(stage.status?.kind).to.equal('live');
    });

    it('end with a refusal when they are forbidden, and the others go on', () => {
      const { stage, heard } = liveStage();
      const foreign = stage.state('foreign');
      stage.socket.say(refused('forbidden', 'foreign'));
      expect(foreign.errors).to.have.length(1);
      expect(foreign.errors[0])
        .to.be.instanceOf(BridgeRefusedError)
        .and.to.include({ topic: 'foreign', code: 'forbidden' });
      expect(stage.status?.kind).to.equal('live');
      expect(heard.errors).to.deep.equal([]);
    });

    it('are asked for anew by a listener that does not take no for an answer, and not without end', () => {
      const { stage } = liveStage();
      stage.hear(stage.client.state('foreign').pipe(retry(3)));
      for (let answer = 0; answer < 4; answer++) stage.socket.say(refused('forbidden', 'foreign'));
      expect(stage.socket.topics().filter((topic) => topic === 'foreign')).to.have.length(4);
    });

    it('are asked for again after a while when they are not available', () => {
      const { stage, heard } = liveStage();
      stage.socket.say(refused('unavailable'));
      expect(stage.status?.kind).to.equal('resuming');
      stage.clock.advance(4_999);
      expect(stage.socket.topics()).to.have.length(1);
      stage.clock.advance(1);
      expect(stage.socket.topics()).to.have.length(2);
      stage.socket.say(resumed(1));
      expect(stage.status?.kind).to.equal('live');
      expect(heard.errors).to.deep.equal([]);
    });

    it('are not asked for again on a socket that is gone', () => {
      const { stage } = liveStage();
      stage.socket.say(refused('unavailable')).close();
      stage.untilNextSocket();
      stage.socket.open().say(resumed(1));
      stage.clock.advance(5_000);
      expect(stage.socket.topics()).to.have.length(1);
    });

    it('go on when one listener throws (row K2)', async () => {
      const reported: unknown[] = [];
      config.onUnhandledError = (error) => reported.push(error);
      try {
        const { stage, heard } = liveStage();
        stage.client.topic('syncs').subscribe(() => {
          throw new Error('a fault of the page');
        });
        stage.socket.say(event(2, 'a', 2)).say(event(3, 'a', 3));
        expect(heard.values).to.deep.equal([{ a: 1 }, { a: 2 }, { a: 3 }]);
        expect(stage.status?.kind).to.equal('live');
        expect(stage.socket.isOver).to.be.false;
        await new Promise((resolve) => setTimeout(resolve));
        expect(reported.map(String)).to.deep.equal(['Error: a fault of the page', 'Error: a fault of the page']);
      } finally {
        config.onUnhandledError = null;
      }
    });

    it('are told nothing of what nobody asked for, and of what the protocol does not know', () => {
      const { stage, heard } = liveStage();
      stage.socket.say(event(1, 'a', 9, { topic: 'other' }));
      stage.socket.sayText('{"kind":"hologram","topic":"syncs"}').sayText('nonsense').sayText('[null,7,"x",{}]');
      stage.socket.say(event(2, 'b', 2));
      expect(heard.values).to.deep.equal([{ a: 1 }, { a: 1, b: 2 }]);
    });
  });

  it('answers a ping', () => {
    const { stage } = liveStage();
    stage.socket.say({ kind: 'ping' });
    expect(stage.socket.heard.at(-1)).to.deep.equal({ kind: 'pong' });
  });

  it('begins anew when somebody listens again', () => {
    const { stage, heard } = liveStage();
    heard.leave();
    stage.clock.advance(60_000);
    expect(stage.sockets.all).to.have.length(1);
    const again = stage.state();
    expect(stage.status).to.deep.equal({ kind: 'connecting' });
    stage.socket.open();
    expect(stage.socket.heard).to.deep.equal([{ kind: 'subscribe', topic: 'syncs' }]);
    expect(again.values).to.deep.equal([]);
  });
});
