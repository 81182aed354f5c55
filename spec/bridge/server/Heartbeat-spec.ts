import { expect } from 'chai';
import { Heartbeat } from '../../../lib/bridge/server/Heartbeat.js';
import { SuiteClock } from '../../../lib/testing/suiteClock.js';

function heartOf(beat: (member: string, heart: Heartbeat<string>) => void = () => undefined) {
  const clock = new SuiteClock();
  const beats: string[] = [];
  const heart = new Heartbeat<string>(1_000, clock.scheduler, (member) => {
    beats.push(member);
    beat(member, heart);
  });
  return { clock, beats, heart };
}

describe('Heartbeat', () => {
  it('beats for all of them, by one timer', () => {
    const { clock, beats, heart } = heartOf();
    heart.add('a');
    heart.add('b');
    expect(clock.scheduler.actions).to.have.length(1);
    clock.advance(2_000);
    expect(beats.join('')).to.equal('abab');
    expect([...heart.all].join('')).to.equal('ab');
  });

  it('has no timer while there is nobody', () => {
    const { clock, beats, heart } = heartOf();
    heart.add('a');
    clock.advance(1_500);
    heart.delete('a');
    clock.advance(10_000);
    expect([beats.join(''), clock.scheduler.actions]).to.deep.equal(['a', []]);
    heart.add('b');
    clock.advance(999);
    expect(beats.join('')).to.equal('a');
    clock.advance(1);
    expect(beats.join('')).to.equal('ab');
  });

  it('keeps its pace when the last one leaves and another comes within a beat', () => {
    const { clock, beats, heart } = heartOf((member, own) => {
      if (member === 'b') return;
      own.delete(member);
      own.add('b');
    });
    heart.add('a');
    clock.advance(1_000);
    expect(beats.join('')).to.equal('ab');
    clock.advance(3_000);
    expect(beats.join('')).to.equal('abbbb');
    heart.delete('b');
    expect(clock.scheduler.actions).to.deep.equal([]);
  });
});
