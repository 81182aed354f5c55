import { defer, EMPTY, expand, forkJoin, from, last, map, mergeMap, type Observable, take, throwError } from 'rxjs';
import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
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
const CHUNK = 256;
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
  const { rules, clock } = keeper;
  const { tables, settings, durability, supports } = engine;
  return {
    durability,
    supports,
    arrivals: keeper.arrivals.asObservable(),
    put: (tenant, intents, options) => putAll(keeper, tenant, intents, options),
    lease: (request) => keeper.lease(request),
    extend: (lease, leaseMs) => keeper.extend(lease, leaseMs),
    ack: (lease) => keeper.end('ack', lease, () => ({ kind: 'ack' })),
    commit: (lease, work) => committed(engine, keeper, lease, work),
    nack: (lease, { cause, counts, retryAt }: Nack) =>
      keeper.end('nack', lease, () => ({ kind: 'nack', cause, counts, readyAt: clock.fromDate(retryAt) })),
    deadLetter: (lease, cause) => keeper.end('deadLetter', lease, () => ({ kind: 'dead', cause })),
    park: (lease, cause, until) =>
      keeper.end('park', lease, () => ({ kind: 'parked', cause, ...(until && { readyAt: clock.fromDate(until) }) })),
    list: (query) =>
      pagesOf(engine, query).pipe(
        mergeMap(({ lanes }) => from(lanes).pipe(mergeMap((held) => entriesOf(held, query, clock)))),
        query.limit === undefined ? (entries) => entries : take(query.limit),
      ),
    retry: (query) => retryAll(engine, keeper, query),
    stats: (tenant) => engine.read('stats', () => statsOf(tables, tenant, clock)),
    quarantine: (tenant, notices) =>
      engine.write('quarantine', () => {
        tables.quarantine(tenant, notices, settings.keepQuarantined, rules.forgottenBefore());
      }),
    listQuarantined: (tenant) =>
      engine.read('listQuarantined', () => tables.quarantined(tenant)).pipe(mergeMap((notices) => from(notices))),
    markSwept: (tenant, window) =>
      engine.write('markSwept', () => {
        rules.mark(tenant, 'swept', window);
      }),
    coverage: (tenant, within) => engine.read('coverage', () => coverageOf(tables.ledger(tenant), within)),
    erase: (tenant, userId) =>
      engine
        .write('erase', () => tables.erase(tenant, userId))
        .pipe(
          mergeMap((erased) =>
            engine.afterErase(tenant, userId).pipe(map((more): EraseReport => ({ ...erased, ...more }))),
          ),
        ),
    readmit: (tenant, userId) =>
      engine.write('readmit', () => {
        tables.readmit(tenant, userId);
      }),
    close: () =>
      defer(() => {
        keeper.close();
        return engine.close();
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
function pagesOf<Tx>({ tables, settings, read }: InboxEngine<Tx>, query: EntryQuery): Observable<LanePage> {
  const lanes = lanesOf(query, settings.consumers);
  const page = (after?: LaneCursor) => read('list', () => tables.lanes(lanes, after, PAGE));
  return page().pipe(expand(({ next }) => (next === undefined ? EMPTY : page(next))));
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
    last(),
    map(({ moved }) => moved),
  );
}

function lanesOf({ tenant, consumer, userId }: EntryQuery, consumers: readonly string[]): LaneQuery {
  return { tenant, consumers: consumer === undefined ? consumers : [consumer], userId };
}
