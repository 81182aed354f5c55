import { concatMap, defer, EMPTY, expand, forkJoin, from, map, type Observable, reduce, take, throwError } from 'rxjs';
import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import type { InboxEntry } from '../../model/InboxEntry.js';
import type { Intent } from '../../model/Intent.js';
import type {
  EntryQuery,
  EraseReport,
  InboxStore,
  Lease,
  Nack,
  PutOptions,
  PutReceipt,
} from '../../ports/InboxStore.js';
import type { InboxEngine } from './InboxEngine.js';
import type { LaneCursor, LanePage, LaneQuery } from './InboxTables.js';
import type { LaneKeeper } from './LaneKeeper.js';
import { coverageOf } from './Ledger.js';
import { entriesOf, isWanted } from './entriesOf.js';
import { statsOf } from './statsOf.js';

/** Intents of one job; who brings more gets several, so that no transaction holds up the others. Unit: intents */
const CHUNK = 128;
/** Lanes that are read at a time. Unit: lanes */
const PAGE = 128;

/**
 * Makes an inbox of an engine.
 *
 * @param engine where it is kept
 * @param keeper of that engine
 * @example
 * const inbox = assembleInbox(engine, new LaneKeeper(engine));
 */
export function assembleInbox<Tx>(engine: InboxEngine<Tx>, keeper: LaneKeeper<Tx>): InboxStore<Tx> {
  const { durability, supports } = engine;
  return {
    durability,
    supports,
    arrivals: keeper.arrivals,
    put: (tenant, intents, options) => putAll(keeper, tenant, intents, options),
    lease: (request) => keeper.lease(request),
    extend: (lease, leaseMs) => keeper.extend(lease, leaseMs),
    ...endings(keeper),
    commit: (lease, work) => committed(engine, keeper, lease, work),
    list: (query) => listAll(engine, keeper, query),
    retry: (query) => retryAll(engine, keeper, query),
    ...records(engine, keeper),
    close: () =>
      defer(() => {
        keeper.close();
        return engine.close();
      }),
  };
}

function endings<Tx>(keeper: LaneKeeper<Tx>): Pick<InboxStore<Tx>, 'ack' | 'nack' | 'deadLetter' | 'park'> {
  const { clock } = keeper;
  return {
    ack: (lease) => keeper.end('ack', lease, () => ({ kind: 'ack' })),
    nack: (lease, { cause, counts, retryAt }: Nack) =>
      keeper.end('nack', lease, () => ({ kind: 'nack', cause, counts, readyAt: clock.fromDate(retryAt) })),
    deadLetter: (lease, cause) => keeper.end('deadLetter', lease, () => ({ kind: 'dead', cause })),
    park: (lease, cause, until) =>
      keeper.end('park', lease, () => ({ kind: 'parked', cause, ...(until && { readyAt: clock.fromDate(until) }) })),
  };
}

type Records = 'stats' | 'quarantine' | 'listQuarantined' | 'markSwept' | 'coverage' | 'erase' | 'readmit';

function records<Tx>(engine: InboxEngine<Tx>, { rules, clock }: LaneKeeper<Tx>): Pick<InboxStore<Tx>, Records> {
  const { tables, settings } = engine;
  return {
    stats: (tenant) => engine.read('stats', () => statsOf(tables, tenant, clock)),
    quarantine: (tenant, notices) =>
      engine.write('quarantine', () => {
        const kept = notices.filter(({ userId }) => userId === undefined || !tables.isErased(tenant, userId));
        tables.quarantine(tenant, kept, settings.keepQuarantined, rules.forgottenBefore());
      }),
    listQuarantined: (tenant) =>
      engine.read('listQuarantined', () => tables.quarantined(tenant)).pipe(concatMap((notices) => from(notices))),
    markSwept: (tenant, window) =>
      engine.write('markSwept', () => {
        rules.mark(tenant, 'swept', window);
      }),
    coverage: (tenant, within) => engine.read('coverage', () => coverageOf(tables.ledger(tenant), within)),
    erase: (tenant, userId) =>
      engine
        .write('erase', () => tables.erase(tenant, userId), { isForeign: true })
        .pipe(
          concatMap((erased) =>
            engine.afterErase(tenant, userId).pipe(map((more): EraseReport => ({ ...erased, ...more }))),
          ),
        ),
    readmit: (tenant, userId) =>
      engine.write('readmit', () => {
        tables.readmit(tenant, userId);
      }),
  };
}

function putAll<Tx>(
  keeper: LaneKeeper<Tx>,
  tenant: string,
  intents: readonly Intent[],
  options: PutOptions,
): Observable<PutReceipt> {
  if (intents.length <= CHUNK) {
    return keeper.change('put', () => keeper.rules.put(tenant, intents, options), { weight: intents.length });
  }
  const chunks = Array.from({ length: Math.ceil(intents.length / CHUNK) }, (_, n) =>
    intents.slice(n * CHUNK, (n + 1) * CHUNK),
  );
  return forkJoin(
    chunks.map((chunk) =>
      keeper.change('put', () => keeper.rules.put(tenant, chunk, options), { weight: chunk.length }),
    ),
  ).pipe(map((receipts) => receipts.reduce(sum)));
}

function sum(one: PutReceipt, other: PutReceipt): PutReceipt {
  return {
    added: one.added + other.added,
    known: one.known + other.known,
    erased: one.erased + other.erased,
    expired: one.expired + other.expired,
  };
}

function committed<Tx, T>(
  { transact }: InboxEngine<Tx>,
  keeper: LaneKeeper<Tx>,
  lease: Lease,
  work: (transaction: Tx) => T,
): Observable<T> {
  if (transact) return keeper.commit(lease, () => transact(work));
  return throwError(() => new InvalidOptionError('inbox', 'memory', 'an engine with transactions, such as sqlite'));
}

/** Reads page by page, so that a long list neither fills the memory nor holds up who writes. */
function listAll<Tx>(engine: InboxEngine<Tx>, { clock }: LaneKeeper<Tx>, query: EntryQuery): Observable<InboxEntry> {
  const lanes = lanesOf(query, engine.settings.consumers);
  const page = (after?: LaneCursor): Observable<LanePage> =>
    engine.read('list', () => engine.tables.lanes(lanes, after, PAGE));
  const entries = page().pipe(
    expand(({ next }) => (next === undefined ? EMPTY : page(next))),
    concatMap(({ lanes: held }) => from(held.flatMap((one) => entriesOf(one, query, clock)))),
  );
  return query.limit === undefined ? entries : entries.pipe(take(query.limit));
}

function retryAll<Tx>(engine: InboxEngine<Tx>, keeper: LaneKeeper<Tx>, query: EntryQuery): Observable<number> {
  const lanes = lanesOf(query, engine.settings.consumers);
  const { limit = Infinity } = query;
  const page = (moved: number, after?: LaneCursor) =>
    keeper.change(
      'retry',
      () => {
        const { lanes: held, next } = engine.tables.lanes(lanes, after, PAGE);
        let now = moved;
        for (const one of held) now += keeper.rules.retry(one, (span) => isWanted(span, query), limit - now);
        return { moved: now, next: now < limit ? next : undefined };
      },
      { weight: PAGE },
    );
  return page(0).pipe(
    expand(({ moved, next }) => (next === undefined ? EMPTY : page(moved, next))),
    reduce((_all, { moved }) => moved, 0),
  );
}

function lanesOf({ tenant, consumer, userId }: EntryQuery, consumers: readonly string[]): LaneQuery {
  return { tenant, consumers: consumer === undefined ? consumers : [consumer], userId };
}
