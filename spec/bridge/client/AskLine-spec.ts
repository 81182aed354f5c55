import { expect } from 'chai';
import { AskLine } from '../../../lib/bridge/client/AskLine.js';
import { SuiteClock } from '../../../lib/testing/suiteClock.js';

function lineTo(asksOnce = false) {
  const clock = new SuiteClock();
  const sent: { kind: string; topic: string }[] = [];
  const send = (text: string) => void sent.push(JSON.parse(text) as { kind: string; topic: string });
  const line = new AskLine({ kind: 'open', send, ...(asksOnce && { asksOnce: true }) }, clock.scheduler);
  const ask = (count: number) => {
    for (let at = 0; at < count; at++) line.say({ kind: 'subscribe', topic: `t${String(at)}` });
  };
  return { clock, sent, line, ask };
}

describe('AskLine', () => {
  it('asks for a few topics at once', () => {
    const { sent, ask } = lineTo();
    ask(3);
    expect(sent.map(({ topic }) => topic)).to.deep.equal(['t0', 't1', 't2']);
  });

  it('never has more than 16 questions without an answer', () => {
    const { clock, sent, line, ask } = lineTo();
    ask(40);
    clock.advance(60_000);
    expect(sent).to.have.length(16);
    line.answered('t0');
    line.answered('t0');
    expect(sent.at(-1)).to.deep.equal({ kind: 'subscribe', topic: 't16' });
    expect(sent).to.have.length(17);
  });

  it('never asks more than 16 times in half a second, whatever the server is fit for', () => {
    const { clock, sent, line, ask } = lineTo();
    ask(256);
    const answerAll = () => sent.forEach(({ topic }) => line.answered(topic));
    const counts: number[] = [];
    for (let window = 0; window < 4; window++) {
      answerAll();
      counts.push(sent.length);
      clock.advance(500);
    }
    expect(counts).to.deep.equal([16, 32, 48, 64]);
    for (let window = 0; window < 20; window++) {
      answerAll();
      clock.advance(500);
    }
    expect(new Set(sent.map(({ topic }) => topic)).size).to.equal(256);
  });

  it('says only the last wish for a topic', () => {
    const { clock, sent, line, ask } = lineTo();
    ask(17);
    line.say({ kind: 'unsubscribe', topic: 't16' });
    sent.forEach(({ topic }) => line.answered(topic));
    clock.advance(500);
    expect(sent.filter(({ topic }) => topic === 't16')).to.deep.equal([{ kind: 'unsubscribe', topic: 't16' }]);
  });

  it('leaves topics while it waits for answers', () => {
    const { clock, sent, line, ask } = lineTo();
    ask(17);
    line.say({ kind: 'unsubscribe', topic: 't0' });
    clock.advance(500);
    expect(sent.slice(16)).to.deep.equal([{ kind: 'unsubscribe', topic: 't0' }]);
    line.answered('t0');
    expect(sent.slice(17)).to.deep.equal([{ kind: 'subscribe', topic: 't16' }]);
  });

  it('asks for everything at once where it can ask only once', () => {
    const { sent, ask } = lineTo(true);
    ask(100);
    expect(sent).to.have.length(100);
  });

  it('is quiet when the socket is gone', () => {
    const { clock, sent, line, ask } = lineTo();
    ask(40);
    line.end();
    line.answered('t0');
    clock.advance(5_000);
    expect(sent).to.have.length(16);
  });
});
