import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { asyncScheduler, Subscription, type SchedulerLike } from 'rxjs';

/** Troubles of one connection; all that are named apply at once, none named means a faithful wire. */
export interface Faults {
  /** Delay of each piece of the answer. Unit: ms */
  readonly latencyMs?: number;
  /** Breaks the connection with a TCP reset, now or as soon as it opens. */
  readonly reset?: boolean;
  /** Keeps the connection open and swallows everything in both directions. */
  readonly halfOpen?: boolean;
  /** Hands the answer over in small pieces. Units: bytes, ms */
  readonly drip?: { readonly bytes: number; readonly everyMs: number };
  /** Ends the connection after so much of the answer. Unit: bytes */
  readonly cutAfterBytes?: number;
}

/** Faults for all connections, or by the number of the connection, counted from 0. */
export type FaultPlan = Faults | ((connection: number) => Faults);

/** Settings of `startFaultProxy`. */
export interface FaultProxyOptions {
  /** Port on 127.0.0.1 that the proxy stands before. */
  readonly targetPort: number;
  /** What goes wrong from the start. @defaultValue nothing */
  readonly faults?: FaultPlan;
  /** Clock of latency and drip. @defaultValue `asyncScheduler` */
  readonly scheduler?: SchedulerLike;
}

/** A running proxy. */
export interface FaultProxy {
  /** Port on 127.0.0.1 to talk to. */
  readonly port: number;
  /** Connections accepted so far. */
  connections(): number;
  /** Changes the faults of open and future connections from now on. */
  set(faults: FaultPlan): void;
  /** Destroys every socket and timer; resolves when the port is free. */
  close(): Promise<void>;
}

interface Wire {
  readonly client: Socket;
  readonly target: Socket;
  readonly timers: Subscription;
  readonly scheduler: SchedulerLike;
  readonly faults: () => Faults;
}

/**
 * Starts a TCP proxy on loopback that injures what goes through it.
 *
 * Memory: one piece of an answer for each connection, since it stops reading while it holds one back.
 * Errors: what `net` says when it cannot listen.
 *
 * @param options where to, and what goes wrong
 * @example
 * const proxy = await startFaultProxy({ targetPort, faults: (connection) => (connection === 0 ? { reset: true } : {}) });
 */
export async function startFaultProxy(options: FaultProxyOptions): Promise<FaultProxy> {
  const { targetPort, scheduler = asyncScheduler } = options;
  let plan: FaultPlan = options.faults ?? {};
  let accepted = 0;
  const open = new Set<Wire>();

  const server = createServer((client) => {
    const number = accepted++;
    const target = connect(targetPort, '127.0.0.1');
    const faults = (): Faults => (typeof plan === 'function' ? plan(number) : plan);
    const wire: Wire = { client, target, timers: new Subscription(), scheduler, faults };
    open.add(wire);
    client.once('close', () => {
      open.delete(wire);
    });
    joinWire(wire);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    port: portOf(server.address()),
    connections: () => accepted,
    set: (faults) => {
      plan = faults;
      for (const wire of open) resetIfAsked(wire);
    },
    close: async () => {
      for (const { client } of open) client.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function joinWire(wire: Wire): void {
  const { client, target, timers, faults } = wire;
  const pass = passingOn(wire);
  target.on('data', (chunk: Buffer) => {
    target.pause();
    after(wire, faults().latencyMs ?? 0, () => {
      pass(chunk);
    });
  });
  target.on('end', () => faults().halfOpen === true || client.end());
  client.on('data', (chunk: Buffer) => faults().halfOpen === true || target.write(chunk));
  client.on('end', () => target.end());
  // Broken pipes are this proxy's trade: each end only takes the other one with it.
  target.on('error', () => client.destroy());
  client.on('error', () => target.destroy());
  client.once('close', () => {
    target.destroy();
    timers.unsubscribe();
  });
  resetIfAsked(wire);
}

/** Hands the answer on, in pieces and up to where it is cut, and asks for more of it. */
function passingOn(wire: Wire): (rest: Buffer) => void {
  const { client, target, faults } = wire;
  let sent = 0;
  const give = (piece: Buffer): void => {
    const { cutAfterBytes = Infinity } = faults();
    const allowed = piece.subarray(0, Math.max(0, cutAfterBytes - sent));
    sent += allowed.length;
    client.write(allowed);
    if (allowed.length === piece.length && sent < cutAfterBytes) return;
    client.end();
    target.destroy();
  };
  const pass = (rest: Buffer): void => {
    if (rest.length === 0 || faults().halfOpen === true) {
      target.resume();
      return;
    }
    const { bytes, everyMs } = faults().drip ?? { bytes: rest.length, everyMs: 0 };
    give(rest.subarray(0, bytes));
    after(wire, rest.length > bytes ? everyMs : 0, () => {
      pass(rest.subarray(bytes));
    });
  };
  return pass;
}

function resetIfAsked({ client, faults }: Wire): void {
  if (faults().reset === true) client.resetAndDestroy();
}

function after({ timers, scheduler }: Wire, ms: number, work: () => void): void {
  if (ms > 0) timers.add(scheduler.schedule(work, ms));
  else work();
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('faultProxy: no TCP port');
  return address.port;
}
