import { expect } from 'chai';
import { createTickets, type TicketsOptions } from '../../../lib/bridge/server/createTickets.js';
import { InvalidOptionError } from '../../../lib/errors/InvalidOptionError.js';
import { SuiteClock } from '../../../lib/testing/suiteClock.js';

const session = { tenant: 'acme', userId: 'u1' };
const other = { tenant: 'acme', userId: 'u2' };

function officeOf(options: TicketsOptions = {}) {
  const clock = new SuiteClock();
  let issued = 0;
  const newTicket = (): string => `t${String((issued += 1))}`;
  return { clock, tickets: createTickets({ scheduler: clock.scheduler, newTicket, ...options }) };
}

describe('createTickets', () => {
  it('gives a session to whoever comes first, and to nobody after', () => {
    const { tickets } = officeOf();
    const [one, two] = [tickets.issue(session), tickets.issue(other)];
    expect([one, one, two, two].map((ticket) => tickets.redeem(ticket))).to.deep.equal([
      session,
      undefined,
      other,
      undefined,
    ]);
  });

  it('knows nothing of a ticket that was never issued, or of none', () => {
    const { tickets } = officeOf();
    tickets.issue(session);
    expect(['', 't0', '__proto__', undefined].map((ticket) => tickets.redeem(ticket))).to.deep.equal(
      Array(4).fill(undefined),
    );
  });

  it('lets a ticket end with its life, to the millisecond', () => {
    const { tickets, clock } = officeOf({ lifeMs: 1_000 });
    const [one, two] = [tickets.issue(session), tickets.issue(session)];
    clock.advance(1_000);
    expect(tickets.redeem(one)).to.equal(session);
    clock.advance(1);
    expect(tickets.redeem(two)).to.equal(undefined);
  });

  for (const jumpMs of [-1_001, 1_001, -86_400_000, 86_400_000]) {
    it(`honours none across a jump of the clock by ${String(jumpMs)} ms: it cannot tell how old they are`, () => {
      const { tickets, clock } = officeOf({ lifeMs: 1_000 });
      const ticket = tickets.issue(session);
      clock.setWallBy(jumpMs);
      expect(tickets.redeem(ticket)).to.equal(undefined);
      expect(tickets.redeem(tickets.issue(session))).to.equal(session);
    });
  }

  it('has so many out at a time: the oldest is void', () => {
    const { tickets } = officeOf({ maxTickets: 2 });
    const issued = [tickets.issue(session), tickets.issue(session), tickets.issue(session)];
    expect(issued.map((ticket) => tickets.redeem(ticket))).to.deep.equal([undefined, session, session]);
  });

  it('forgets those that nobody used', () => {
    const { tickets, clock } = officeOf({ lifeMs: 1_000, maxTickets: 3 });
    const held = [tickets.issue(session), tickets.issue(session)];
    clock.advance(1_001);
    held.push(tickets.issue(session), tickets.issue(session), tickets.issue(session));
    expect(held.map((ticket) => tickets.redeem(ticket))).to.deep.equal([
      undefined,
      undefined,
      session,
      session,
      session,
    ]);
  });

  it('makes tickets of 256 bits that fit into a header and a subprotocol', () => {
    const tickets = createTickets();
    const issued = Array.from({ length: 100 }, () => tickets.issue(session));
    expect(new Set(issued).size).to.equal(100);
    for (const ticket of issued) expect(ticket).to.match(/^[0-9a-f]{64}$/u);
    expect(tickets.redeem(issued[0])).to.equal(session);
  });

  it('refuses a life beyond a minute, and room for none', () => {
    expect(() => createTickets({ lifeMs: 60_001 })).to.throw(InvalidOptionError, 'lifeMs: expected 1 to 60000 ms');
    expect(() => createTickets({ lifeMs: 0 })).to.throw(InvalidOptionError);
    expect(() => createTickets({ maxTickets: 0 })).to.throw(InvalidOptionError, 'maxTickets: expected ≥ 1 tickets');
  });
});
