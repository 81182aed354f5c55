import { expect } from 'chai';
import { createSeats } from '../../../lib/bridge/server/createSeats.js';

describe('createSeats', () => {
  it('seats so many of one address, of one user, and altogether', () => {
    const seats = createSeats({ maxPerAddress: 2, maxPerUser: 2, maxSockets: 4 });
    const [first, second] = [seats.take('a'), seats.take('a')];
    expect(seats.take('a')).to.equal(undefined);
    const [third, fourth] = [seats.take('b'), seats.take('c')];
    expect(seats.take('d')).to.equal(undefined);
    const all = [first, second, third, fourth];
    expect(all.map((seat) => seat?.seatUser('u1'))).to.deep.equal([true, true, false, false]);
    expect([third, fourth].map((seat) => seat?.seatUser('u2'))).to.deep.equal([true, true]);
  });

  it('has the place again when it is given back, once', () => {
    const seats = createSeats({ maxPerAddress: 2, maxPerUser: 1, maxSockets: 9 });
    const [first, second] = [seats.take('a'), seats.take('a')];
    first?.seatUser('u1');
    first?.giveBack();
    first?.giveBack();
    const third = seats.take('a');
    expect(third?.seatUser('u1')).to.equal(true);
    expect([seats.take('a'), third?.seatUser('u1')]).to.deep.equal([undefined, false]);
    second?.giveBack();
    third?.giveBack();
    expect(seats.take('b')?.seatUser('u1')).to.equal(true);
  });

  it('gives back what belongs to no user yet', () => {
    const seats = createSeats({ maxPerAddress: 1, maxPerUser: 1, maxSockets: 1 });
    seats.take('a')?.giveBack();
    expect(seats.take('a')).to.not.equal(undefined);
  });

  it('tells of a user who was revoked, before or after it was known who sits there', () => {
    const seats = createSeats({ maxPerAddress: 9, maxPerUser: 9, maxSockets: 9 });
    const [early, late, other] = [seats.take('a'), seats.take('a'), seats.take('a')];
    early?.seatUser('u1');
    other?.seatUser('u2');
    seats.revoke('u1');
    late?.seatUser('u1');
    const next = seats.take('a');
    next?.seatUser('u1');
    expect([early, late, other, next].map((seat) => seat?.isRevoked())).to.deep.equal([true, true, false, false]);
  });
});
