import { asyncScheduler, type SchedulerLike } from 'rxjs';
import { requireRange } from '../../operators/requireRange.js';
import { randomBytes } from '../hub/randomBytes.js';
import type { BridgeSession } from './BridgeSession.js';

/** Options of `createTickets`. */
export interface TicketsOptions {
  /** Life of a ticket that nobody used. Unit: ms, 1 to 60_000. @defaultValue `30_000` */
  readonly lifeMs?: number;
  /** Tickets that are out at the same time; beyond it the oldest is void. Unit: tickets, ≥ 1. @defaultValue `100_000` */
  readonly maxTickets?: number;
  /** Makes a ticket that nobody can guess. @defaultValue 256 bits of the platform's cryptographic source, in hexadecimal */
  readonly newTicket?: () => string;
  /** Clock of their life. @defaultValue `asyncScheduler` */
  readonly scheduler?: SchedulerLike;
}

/** Gives out what a page needs to open one socket. */
export interface Tickets {
  /** Makes a ticket for a session that was authorised elsewhere, by a cookie over HTTPS say. */
  issue(session: BridgeSession): string;
  /** Gives its session to whoever comes first with it, and to nobody after. */
  redeem(ticket: string | undefined): BridgeSession | undefined;
}

/**
 * Makes one-use tickets: worth one socket, for less than a minute, so that a leaked one opens nothing.
 *
 * Memory: O(`maxTickets`). Errors: throws InvalidOptionError.
 *
 * @param options life, number, chance and clock
 * @example
 * const tickets = createTickets();
 * app.post('/ticket', (request, response) => response.json(tickets.issue(sessionOf(request))));
 * serveBridge(hub, { authorize: ({ ticket }) => of(tickets.redeem(ticket)), authorizeTopic, origins });
 */
export function createTickets(options: TicketsOptions = {}): Tickets {
  const { lifeMs = 30_000, maxTickets = 100_000, newTicket = randomTicket, scheduler = asyncScheduler } = options;
  requireRange('lifeMs', lifeMs, { min: 1, max: 60_000, unit: 'ms' });
  requireRange('maxTickets', maxTickets, { min: 1, unit: 'tickets' });
  const issued = new Map<string, { readonly session: BridgeSession; readonly at: number }>();
  const isOver = (at: number): boolean => Math.abs(scheduler.now() - at) > lifeMs;
  return {
    issue: (session) => {
      for (const [ticket, { at }] of issued) {
        if (issued.size < maxTickets && !isOver(at)) break;
        issued.delete(ticket);
      }
      const ticket = newTicket();
      issued.set(ticket, { session, at: scheduler.now() });
      return ticket;
    },
    redeem: (ticket) => {
      const found = ticket === undefined ? undefined : issued.get(ticket);
      if (ticket === undefined || found === undefined) return undefined;
      issued.delete(ticket);
      return isOver(found.at) ? undefined : found.session;
    },
  };
}

function randomTicket(): string {
  return Array.from(randomBytes(32), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
