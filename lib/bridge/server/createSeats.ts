/** How many may sit where. */
export interface SeatLimits {
  readonly maxPerAddress: number;
  readonly maxPerUser: number;
  readonly maxSockets: number;
}

/** One socket's seat; it is counted until it is given back. */
export interface Seat {
  /** Takes the user's part too; tells whether there was room. */
  readonly seatUser: (user: string) => boolean;
  /** The user was sent away, since this seat was asked for. */
  readonly isRevoked: () => boolean;
  readonly giveBack: () => void;
}

/** Counts sockets by address, by user, and altogether. */
export interface Seats {
  /** Gives a seat, or undefined when the address has no room or the house is full. */
  readonly take: (address: string) => Seat | undefined;
  /** Sends a user away who sits here, or turns out to be on the way to a seat. */
  readonly revoke: (user: string) => void;
}

/**
 * Counts sockets from the moment they ask, so that those who never say who they are count as well.
 *
 * Memory: O(sockets), and the users who were revoked while somebody was on the way.
 *
 * @param limits the caps
 * @example
 * createSeats({ maxPerAddress: 1, maxPerUser: 1, maxSockets: 10 }).take('192.0.2.1')?.seatUser('u1'); // true
 */
export function createSeats(limits: SeatLimits): Seats {
  const addresses = new Map<string, number>();
  const users = new Map<string, number>();
  const taken = new Set<TakenSeat>();
  return {
    take: (address) => {
      if (taken.size >= limits.maxSockets || !countUp(addresses, address, limits.maxPerAddress)) return undefined;
      const seat: TakenSeat = { user: undefined, revoked: new Set() };
      taken.add(seat);
      return {
        seatUser: (user) => {
          if (!countUp(users, user, limits.maxPerUser)) return false;
          seat.user = user;
          return true;
        },
        isRevoked: () => seat.user !== undefined && seat.revoked.has(seat.user),
        giveBack: () => {
          if (!taken.delete(seat)) return;
          countDown(addresses, address);
          if (seat.user !== undefined) countDown(users, seat.user);
        },
      };
    },
    revoke: (user) => {
      for (const seat of taken) if (seat.user === undefined || seat.user === user) seat.revoked.add(user);
    },
  };
}

interface TakenSeat {
  user: string | undefined;
  readonly revoked: Set<string>;
}

function countUp(counts: Map<string, number>, name: string, most: number): boolean {
  const count = counts.get(name) ?? 0;
  if (count >= most) return false;
  counts.set(name, count + 1);
  return true;
}

function countDown(counts: Map<string, number>, name: string): void {
  const count = counts.get(name) ?? 0;
  if (count > 1) counts.set(name, count - 1);
  else counts.delete(name);
}
