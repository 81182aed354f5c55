import { catchError, concatMap, defer, from, map, type Observable, of } from 'rxjs';
import type { QueueReading } from '../../../index.js';
import { isKnownWord } from '../../../aggregators/oxlin/index.js';
import type { Session } from '../../openSession.js';
import { failedFinding } from './failedFinding.js';
import { doubtful, fine, type Finding } from './Finding.js';

/**
 * Checks that a queue can be had and read, and that the types of its events are known words.
 *
 * Reads the queue of the settings, or a new one, once.
 *
 * @param session user and settings
 * @example
 * checkQueue(session).subscribe(({ check, result }) => console.log(check, result));
 */
export function checkQueue({ user, settings: { queueId } }: Session): Observable<Finding> {
  return defer(() => (queueId === undefined ? user.subscribeQueue() : of(queueId))).pipe(
    concatMap((id) => user.openQueue(id).read()),
    map((reading) => (reading.kind === 'page' ? reading : EMPTY_PAGE)),
    concatMap((page) => from([judgePage(page), judgeTypes(page)])),
    catchError((error: unknown) => of(withoutQueue(error))),
  );
}

type Page = Extract<QueueReading, { readonly kind: 'page' }>;

const EMPTY_PAGE: Page = { kind: 'page', events: [], quarantined: [] };

/** A contract without queues is no fault: the connections themselves then prove every end. */
function withoutQueue(error: unknown): Finding {
  const failed = failedFinding('queue', error);
  const isRefusal = error instanceof Error && ['AccessDeniedError', 'NotFoundError'].includes(error.name);
  if (!isRefusal) return failed;
  return doubtful('queue', 'integrator', `${failed.detail}; the connections themselves will prove every end, later`);
}

function judgePage({ events, quarantined }: Page): Finding {
  const detail = `read, ${String(events.length)} events`;
  if (quarantined.length === 0) return fine('queue', detail);
  const paths = new Set(quarantined.flatMap(({ failures }) => failures.map(({ path }) => path)));
  return doubtful(
    'queue',
    'integrator',
    `${detail} and ${String(quarantined.length)} that cannot be decoded (${[...paths].join(', ')})`,
  );
}

function judgeTypes({ events }: Page): Finding {
  const unknown = new Set(events.map(({ type }) => type).filter((type) => !isKnownWord('eventType', type)));
  if (unknown.size === 0) return fine('event types', events.length === 0 ? 'none to judge' : 'all known');
  return doubtful(
    'event types',
    'integrator',
    `not in the documentation, passed on as they are: ${[...unknown].join(', ')}`,
  );
}
