/** How many may sit where. */
export interface SeatLimits {
  readonly maxPerAddress: number;
  readonly maxPerUser: number;
  readonly maxSockets: number;
}

/** One socket's seat; it is counted until it is given back. */
export interface Seat {
  /** Takes the user's part too; tells whether there was room. */
  seatUser(user: string): boolean;
  giveBack(): void;
}

/** Counts sockets by address, by user, and altogether. */
export interface Seats {
  /** Gives a seat, or undefined when the address has no room or the house is full. */
  take(address: string): Seat | undefined;
}

/**
 * Counts sockets from the moment they ask, so that those who never say who they are count as well.
 *
 * Memory: O(sockets).
 *
 * @param limits the caps
 * @example
 * createSeats({ maxPerAddress: 1, maxPerUser: 1, maxSockets: 10 }).take('192.0.2.1')?.seatUser('u1'); // true
 */
export function createSeats(limits: SeatLimits): Seats {
  const addresses = new Map<string, number>();
  const users = new Map<string, number>();
  let sockets = 0;
  return {
    take: (address) => {
      if (sockets >= limits.maxSockets || !countUp(addresses, address, limits.maxPerAddress)) return undefined;
      sockets += 1;
      let seatedUser: string | undefined;
      let isTaken = true;
      return {
        seatUser: (user) => {
          if (!countUp(users, user, limits.maxPerUser)) return false;
          seatedUser = user;
          return true;
        },
        giveBack: () => {
          if (!isTaken) return;
          isTaken = false;
          sockets -= 1;
          countDown(addresses, address);
          if (seatedUser !== undefined) countDown(users, seatedUser);
        },
      };
    },
  };
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
