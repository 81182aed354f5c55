/** Time to get a ticket, a socket and a welcome. Unit: ms */
const OPEN_WITHIN_MS = 10_000;

/** How often to look whether the server is still there. Unit: ms */
export const LOOK_EVERY_MS = 1_000;

/**
 * Whether a server was heard of lately.
 *
 * Looks are counted, because a clock may jump; the clock is asked too, because a computer may sleep between two looks.
 */
export class Liveness {
  private patienceMs = OPEN_WITHIN_MS;
  private looks = 0;
  private heardAt = 0;

  /** Begins with another socket. */
  begin(now: number): void {
    this.patienceMs = OPEN_WITHIN_MS;
    this.hear(now);
  }

  hear(now: number): void {
    this.looks = 0;
    this.heardAt = now;
  }

  /** Learns how often the server says something, at the least. */
  expect(pingEveryMs: number): void {
    this.patienceMs = 2 * pingEveryMs + LOOK_EVERY_MS;
  }

  get lastHeardAt(): number {
    return this.heardAt;
  }

  /** Is asked every `LOOK_EVERY_MS`. */
  look(now: number): boolean {
    this.looks += 1;
    return this.looks * LOOK_EVERY_MS > this.patienceMs || this.wasAsleep(now);
  }

  /** More time has gone by than the server is ever silent for. */
  wasAsleep(now: number): boolean {
    return now - this.heardAt > this.patienceMs;
  }
}
