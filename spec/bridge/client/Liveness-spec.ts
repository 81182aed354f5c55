import { expect } from 'chai';
import { Liveness, LOOK_EVERY_MS } from '../../../lib/bridge/client/Liveness.js';

/** Looks every second by a clock that runs at `pace`, and says at which look the server is taken for lost. */
function looksUntilLost(liveness: Liveness, clock: (look: number) => number, limit = 200): number {
  for (let look = 1; look <= limit; look++) if (liveness.look(clock(look))) return look;
  return Infinity;
}

describe('Liveness', () => {
  it('bears ten seconds without a welcome', () => {
    const liveness = new Liveness();
    liveness.begin(0);
    expect(looksUntilLost(liveness, (look) => look * LOOK_EVERY_MS)).to.equal(11);
  });

  it('bears two pauses of the server once it knows how long they are', () => {
    const liveness = new Liveness();
    liveness.begin(0);
    liveness.expect(25_000);
    expect(looksUntilLost(liveness, (look) => look * LOOK_EVERY_MS)).to.equal(52);
  });

  it('begins to count anew with every sign of life', () => {
    const liveness = new Liveness();
    liveness.begin(0);
    for (let look = 1; look <= 9; look++) liveness.look(look * 1_000);
    liveness.hear(9_000);
    expect(looksUntilLost(liveness, (look) => 9_000 + look * 1_000)).to.equal(11);
    expect(liveness.lastHeardAt).to.equal(9_000);
  });

  it('notices silence in time when the wall clock is set back', () => {
    const liveness = new Liveness();
    liveness.begin(0);
    expect(looksUntilLost(liveness, (look) => look * LOOK_EVERY_MS - 3_600_000)).to.equal(11);
  });

  it('notices at the next look that the computer slept', () => {
    const liveness = new Liveness();
    liveness.begin(0);
    expect(liveness.look(1_000)).to.be.false;
    expect(liveness.wasAsleep(600_000)).to.be.true;
    expect(liveness.look(600_000)).to.be.true;
  });

  it('forgets what the last server promised when another socket begins', () => {
    const liveness = new Liveness();
    liveness.begin(0);
    liveness.expect(60_000);
    liveness.begin(100_000);
    expect(looksUntilLost(liveness, (look) => 100_000 + look * LOOK_EVERY_MS)).to.equal(11);
  });
});
