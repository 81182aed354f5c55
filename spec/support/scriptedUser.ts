import { createFastLoopFuse } from '../../lib/operators/createFastLoopFuse.js';
import {
  asyncScheduler,
  concatMap,
  defer,
  filter,
  finalize,
  isObservable,
  map,
  type Observable,
  of,
  type SchedulerLike,
  Subject,
  tap,
  throwError,
  timer,
} from 'rxjs';
import { NotFoundError } from '../../lib/errors/NotFoundError.js';
import type { Account } from '../../lib/model/Account.js';
import type { Connection } from '../../lib/model/Connection.js';
import type { ConnectionId, QueueId } from '../../lib/model/Identity.js';
import type { QuarantinedEvent } from '../../lib/model/QuarantinedEvent.js';
import type { QueueEvent } from '../../lib/model/QueueEvent.js';
import type { QueueTick } from '../../lib/model/QueueTick.js';
import type { RunUpdate } from '../../lib/model/RunUpdate.js';
import { keyedShare } from '../../lib/operators/keyedShare.js';
import type { Dated, QueueApi, QueueReading, TriggerReceipt } from '../../lib/ports/QueueApi.js';
import type { SyncJournal } from '../../lib/ports/SyncJournal.js';
import { memoryJournal } from '../../lib/store/memoryJournal.js';
import { at } from './builders.js';

/** A value that upstream holds, or how it changes. */
export type Timeline<T> = T | ((now: number, of: string) => T);

/** What a call is answered with: a value, an error, or a stream of one's own. */
export type Answer<T> = T | Error | Observable<T>;

/** What the queue holds: its events, oldest first, or with them entries that cannot be decoded. */
export type QueueContent =
  readonly QueueEvent[] | { readonly events: readonly QueueEvent[]; readonly quarantined: readonly QuarantinedEvent[] };

/** Upstream as one user sees it. All times are virtual. */
export interface UserScript {
  /** What a read of a queue finds; its second argument is the queue's id. @defaultValue an empty queue */
  readonly queue?: Timeline<Answer<QueueContent>>;
  /** What subscribing a queue gives. @defaultValue `q1`, then `q2` … */
  readonly newQueue?: Timeline<Answer<QueueId>>;
  /** Connections by id; undefined is one that upstream does not know. */
  readonly connections?: Readonly<Record<ConnectionId, Timeline<Answer<Connection> | undefined>>>;
  /** The accounts of every connection. @defaultValue none */
  readonly accounts?: Timeline<Answer<readonly Account[]>>;
  /** Answers to the POSTs in order, the last for ever. @defaultValue accepted */
  readonly triggers?: readonly Answer<Partial<TriggerReceipt>>[];
  /** Time that a read of the queue, a look at a connection, a POST takes. Unit: ms */
  readonly readMs?: number;
  readonly lookMs?: number;
  readonly postMs?: number;
  /** Upstream sends no `Date`. */
  readonly isDateless?: boolean;
  readonly scheduler?: SchedulerLike;
  /** What chance gives. @defaultValue 0 */
  readonly random?: () => number;
  readonly journal?: SyncJournal;
  readonly userId?: string;
  readonly tenant?: string;
}

/** One exchange with upstream. */
export interface ScriptedCall {
  readonly operation: 'p' | 'l' | 't' | 'q' | 'a';
  readonly at: number;
  readonly target: string;
  readonly deadlineMs: number | undefined;
  /** Its caller left before the answer. */
  aborted: boolean;
  ended: boolean;
}

export interface ScriptedUser extends QueueApi {
  readonly calls: readonly ScriptedCall[];
  /** `p` for each read of a queue, at its beginning. */
  readonly reads: Observable<string>;
  /** `l` for each look at a connection. */
  readonly looks: Observable<string>;
  /** `t` for each POST that triggers. */
  readonly posts: Observable<string>;
  count(operation: ScriptedCall['operation']): number;
  /** Most calls of this kind that were under way at once. */
  mostAtOnce(operation: ScriptedCall['operation']): number;
  /** Counters by name. */
  readonly counters: ReadonlyMap<string, number>;
}

/** Makes a timeline of marbles, one character for each ms: from each letter on, its value is what upstream holds. */
export function stepwise<T>(marbles: string, values: Readonly<Record<string, T>>): (now: number) => T {
  const steps = stepsOf(marbles).map(({ from, letter }) => ({ from, value: values[letter] }));
  return (now) => {
    const step = steps.filter(({ from }) => from <= now).at(-1) ?? steps[0];
    return step?.value as T;
  };
}

/** Reads letters, dashes and times such as ` 14ms `; the same outside of `run`, where RxJS would count tens. */
function stepsOf(marbles: string): readonly { readonly from: number; readonly letter: string }[] {
  const steps: { from: number; letter: string }[] = [];
  let from = 0;
  for (const [, ms, letter] of marbles.matchAll(/(?:^| )(\d+)ms(?= |$)|([^ ])/g)) {
    if (letter === undefined) from += Number(ms);
    else {
      if (letter !== '-') steps.push({ from, letter });
      from += 1;
    }
  }
  return steps;
}

/** A queue that forgets what it has told. */
export function destructive(queue: (now: number) => readonly QueueEvent[]): (now: number) => readonly QueueEvent[] {
  const told = new Set<string>();
  return (now) => {
    const events = queue(now).filter(({ id }) => !told.has(id));
    for (const { id } of events) told.add(id);
    return events;
  };
}

/** A stream that nobody ends would keep virtual time going for ever. Unit: exchanges */
const MOST_CALLS = 3_000;

/** Plays upstream for one user from a script in virtual time. */
export function scriptedUser(script: UserScript = {}): ScriptedUser {
  const { scheduler = asyncScheduler, queue = [], accounts = [], triggers = [], connections = {} } = script;
  const { readMs = 0, lookMs = 0, postMs = 0, random = () => 0 } = script;
  const calls: ScriptedCall[] = [];
  const told = new Subject<ScriptedCall>();
  const counters = new Map<string, number>();
  const most = new Map<string, number>();
  let queues = 0;
  let posts = 0;

  const valueAt = <T>(timeline: Timeline<T>, of: string): T =>
    typeof timeline === 'function' ? (timeline as (now: number, of: string) => T)(scheduler.now(), of) : timeline;

  const exchange = <T>(
    operation: ScriptedCall['operation'],
    target: string,
    { ms, deadlineMs, answer }: { ms: number; deadlineMs?: number | undefined; answer: () => Answer<T> },
  ): Observable<T> =>
    defer(() => {
      const call: ScriptedCall = { operation, target, at: scheduler.now(), deadlineMs, aborted: false, ended: false };
      calls.push(call);
      if (calls.length > MOST_CALLS) throw new Error('scriptedUser: a story that never ends');
      const atOnce = calls.filter((other) => other.operation === operation && !other.ended && !other.aborted).length;
      most.set(operation, Math.max(atOnce, most.get(operation) ?? 0));
      told.next(call);
      const answered = toStream(answer());
      const end = (): void => void (call.ended = true);
      return (ms > 0 ? timer(ms, scheduler).pipe(concatMap(() => answered)) : answered).pipe(
        tap({ complete: end, error: end }),
        finalize(() => (call.aborted = !call.ended)),
      );
    });

  const dated = <T>(value: T): Dated<T> => (script.isDateless ? { value } : { value, serverAt: serverNow() });
  const serverNow = (): Date => at(Math.floor(scheduler.now() / 1_000) * 1_000);

  const look = (id: ConnectionId): Answer<Connection> => {
    const timeline = connections[id];
    return (timeline === undefined ? undefined : valueAt(timeline, id)) ?? new NotFoundError('read connection', 404);
  };

  const post = (connectionIds: readonly ConnectionId[]): Answer<TriggerReceipt> => {
    posts += 1;
    const answer = triggers[Math.min(posts, triggers.length) - 1] ?? {};
    const fill = (given: Partial<TriggerReceipt>): TriggerReceipt => ({
      kind: 'accepted',
      connectionIds,
      ...(!script.isDateless && { at: serverNow() }),
      ...given,
    });
    if (answer instanceof Error) return answer;
    return isObservable(answer) ? answer.pipe(map(fill)) : fill(answer);
  };

  const pick = (operation: ScriptedCall['operation']): Observable<string> =>
    told.pipe(
      filter((call) => call.operation === operation),
      map(() => operation),
    );

  return {
    tenant: script.tenant ?? 'default',
    userId: script.userId ?? 'u1',
    scheduler,
    entropy: { random },
    fuse: createFastLoopFuse({ scheduler }),
    telemetry: {
      count: (name, by) => void counters.set(name, (counters.get(name) ?? 0) + by),
      gauge: () => undefined,
    },
    journal: script.journal ?? memoryJournal(),
    pollers: keyedShare<QueueTick>({ replay: 0 }),
    runs: keyedShare<RunUpdate>({ replay: 256 }),
    subscribeQueue: (call) =>
      exchange('q', 'new', {
        ms: 0,
        deadlineMs: call?.deadlineMs,
        answer: () => {
          queues += 1;
          return script.newQueue === undefined ? `q${String(queues)}` : valueAt(script.newQueue, String(queues));
        },
      }),
    openQueue: (queueId) => {
      let last: string | undefined;
      return {
        read: (call) =>
          exchange<QueueContent>('p', queueId, {
            ms: readMs,
            deadlineMs: call?.deadlineMs,
            answer: () => valueAt(queue, queueId),
          }).pipe(
            map((content): QueueReading => {
              const page = 'events' in content ? content : { events: content, quarantined: [] };
              const bytes = JSON.stringify(page);
              const isSame = bytes === last;
              last = bytes;
              return isSame ? { kind: 'unchanged' } : { kind: 'page', ...page };
            }),
          ),
      };
    },
    getConnection: (id, call) =>
      exchange('l', id, { ms: lookMs, deadlineMs: call?.deadlineMs, answer: () => look(id) }).pipe(map(dated)),
    listConnections: (call) =>
      exchange<readonly Connection[]>('l', '*', {
        ms: lookMs,
        deadlineMs: call?.deadlineMs,
        answer: () => lookAtAll(Object.keys(connections).map(look)),
      }).pipe(map(dated)),
    listAccounts: (id, call) =>
      exchange('a', id, { ms: 0, deadlineMs: call?.deadlineMs, answer: () => valueAt(accounts, id) }),
    synchronize: (id, type, call) =>
      exchange('t', `${id} ${type}`, { ms: postMs, deadlineMs: call?.deadlineMs, answer: () => post([id]) }),
    synchronizeAll: (call) =>
      exchange('t', '*', { ms: postMs, deadlineMs: call?.deadlineMs, answer: () => post(Object.keys(connections)) }),
    calls,
    reads: pick('p'),
    looks: pick('l'),
    posts: pick('t'),
    count: (operation) => calls.filter((call) => call.operation === operation).length,
    mostAtOnce: (operation) => most.get(operation) ?? 0,
    counters,
  };
}

function toStream<T>(answer: Answer<T>): Observable<T> {
  if (answer instanceof Error) return throwError(() => answer);
  return isObservable(answer) ? answer : of(answer);
}

function lookAtAll(looks: readonly Answer<Connection>[]): Answer<readonly Connection[]> {
  const known: Connection[] = [];
  for (const one of looks) {
    if (one instanceof Error && one.name !== 'NotFoundError') return one;
    if ('channels' in one) known.push(one);
  }
  return known;
}
