type Mark = string | number;

/** One value that was met; `older` are those that had the same key before the queue gave it away anew. */
interface Met {
  fingerprint: Mark | undefined;
  stamp: Mark | undefined;
  lastRead: number;
  older: Met | undefined;
}

/** What a read tells of the queue's losses. */
export type ReadGap = 'truncated' | 'idReused' | undefined;

/**
 * Remembers which keys the last two reads of a queue held.
 *
 * A read: `beginRead`, `meet` for each value in the order of the queue, `endRead`. An empty read makes nothing forgotten,
 * because a queue may answer it by mistake and then resend everything. Memory: O(keys of the last two reads that were not
 * empty); a read that brings only what is known allocates nothing.
 *
 * @param seen keys of a read before the first, oldest first; their fingerprints are learnt when they are met
 */
export class KeyMemory {
  private readonly met = new Map<string, Met>();
  /** Number of the current read; empty ones are not counted, `seen` is number 0. */
  private read = 0;
  /** Last key of the last read that was not empty; absent once its loss is reported. */
  private newest: string | undefined = undefined;
  /** Two reads in a row shared a value: the queue resends what was read. */
  private resends = false;

  private lastKey: string | undefined = undefined;
  private keysMet = 0;
  /** Keys of the read before that this one has not brought. */
  private keysBefore: number;
  private holdsKnown = false;
  private holdsNewest = false;
  private holdsReused = false;
  private sharesWithBefore = false;

  constructor(seen: Iterable<string> = []) {
    for (const key of seen) {
      this.met.set(key, { fingerprint: undefined, stamp: undefined, lastRead: 0, older: undefined });
      this.newest = key;
    }
    this.keysBefore = this.met.size;
  }

  /** How many keys are remembered. Unit: keys */
  get size(): number {
    return this.met.size;
  }

  /** Begins the next read. */
  beginRead(): void {
    this.read += 1;
    this.lastKey = undefined;
    this.keysMet = 0;
    this.holdsKnown = this.holdsNewest = this.holdsReused = this.sharesWithBefore = false;
  }

  /**
   * Takes note of one value and tells whether it is met for the first time.
   *
   * @param key identity within the queue
   * @param fingerprint tells a key that was given away anew from one that is resent
   * @param stamp a second part of the fingerprint, so that nobody has to make one text of both
   */
  meet(key: string, fingerprint: Mark, stamp?: Mark): boolean {
    this.lastKey = key;
    const latest = this.met.get(key);
    if (latest?.lastRead !== this.read) this.keysMet += 1;
    if (latest?.lastRead === this.read - 1) this.keysBefore -= 1;
    if (latest?.older !== undefined) latest.older = this.recent(latest.older);
    const known = latest === undefined ? undefined : withFingerprint(latest, fingerprint, stamp);
    if (known === undefined) {
      if (latest !== undefined) this.holdsReused = true;
      this.met.set(key, { fingerprint, stamp, lastRead: this.read, older: this.recent(latest) });
      return true;
    }
    if (known.lastRead < this.read) this.noteResent(key, known);
    known.fingerprint = fingerprint;
    known.stamp = stamp;
    known.lastRead = this.read;
    if (known !== latest && latest !== undefined) this.moveToFront(key, known, latest);
    return false;
  }

  /** Ends the read: tells what was lost, and forgets what two reads have not brought. */
  endRead(): ReadGap {
    const gap = this.gap();
    if (this.sharesWithBefore) this.resends = true;
    if (this.lastKey === undefined) {
      this.read -= 1;
      if (gap !== undefined) this.newest = undefined;
    } else {
      this.newest = this.lastKey;
      this.forget();
    }
    return gap;
  }

  private gap(): ReadGap {
    if (this.holdsReused) return 'idReused';
    const lost = this.newest !== undefined && !this.holdsNewest;
    return lost && (this.resends || this.holdsKnown) ? 'truncated' : undefined;
  }

  private noteResent(key: string, known: Met): void {
    this.holdsKnown = true;
    if (key === this.newest) this.holdsNewest = true;
    if (known.lastRead === this.read - 1) this.sharesWithBefore = true;
  }

  /** Whoever was met last stands first, so that the first one's `lastRead` speaks for the key. */
  private moveToFront(key: string, known: Met, latest: Met): void {
    for (let met: Met | undefined = latest; met !== undefined; met = met.older) {
      if (met.older === known) met.older = known.older;
    }
    known.older = latest;
    this.met.set(key, known);
  }

  /** Of values that shared a key: those that one of the two reads before this one held. */
  private recent(latest: Met | undefined): Met | undefined {
    let met = latest;
    while (met !== undefined && met.lastRead < this.read - 2) met = met.older;
    if (met !== undefined) met.older = this.recent(met.older);
    return met;
  }

  /** Those that came first are forgotten first, mostly: whoever counts them need not look through all. */
  private forget(): void {
    let stale = this.met.size - this.keysMet - this.keysBefore;
    this.keysBefore = this.keysMet;
    if (stale === 0) return;
    for (const [key, met] of this.met) {
      if (met.lastRead >= this.read - 1) continue;
      this.met.delete(key);
      if ((stale -= 1) === 0) return;
    }
  }
}

function withFingerprint(latest: Met, fingerprint: Mark, stamp: Mark | undefined): Met | undefined {
  let met: Met | undefined = latest;
  while (met !== undefined && !isOf(met, fingerprint, stamp)) met = met.older;
  return met;
}

/** Of keys that were there before the first read the fingerprint is learnt. */
function isOf(met: Met, fingerprint: Mark, stamp: Mark | undefined): boolean {
  if (met.fingerprint === undefined) return true;
  return Object.is(met.fingerprint, fingerprint) && Object.is(met.stamp, stamp);
}
