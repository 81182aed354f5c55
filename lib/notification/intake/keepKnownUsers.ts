import {
  concatMap,
  defer,
  from,
  isObservable,
  map,
  mergeMap,
  type Observable,
  type ObservableInput,
  of,
  type OperatorFunction,
  reduce,
} from 'rxjs';
import type { LoginName } from '../../model/Identity.js';
import type { NotificationApi } from '../../ports/NotificationApi.js';
import { answerWithin } from './answerWithin.js';
import type { NoticeBatch } from './NoticeBatch.js';
import type { IntakeSettings } from './options.js';
import { refuseAs } from './refuseAs.js';

/** A batch without strangers, and how many entries they had. */
export interface KnownBatch {
  readonly batch: NoticeBatch;
  readonly strangers: number;
}

type Asking = Pick<IntakeSettings, 'knownUser' | 'knownUsers' | 'knownUserConcurrency' | 'storeDeadlineMs'>;

/**
 * Drops the entries of users who are not ours, good and bad ones, before anything of them is stored.
 *
 * ```marble
 * source          -b|
 * answer          --(k|)
 * keepKnownUsers  ---(k|)
 * ```
 *
 * Each user of a batch is asked about once. Memory: the users of a batch. Errors with a Refusal `knownUser`, also when
 * the answers of a batch are not there in the time that a store has.
 *
 * @param api whose users, and clock of the deadline
 * @param settings whom to ask, how many at once, and for how long
 * @example
 * batches.pipe(keepKnownUsers(api, { knownUser: (_, userId) => ours.has(userId), knownUserConcurrency: 8, storeDeadlineMs: 5_000 }));
 */
export function keepKnownUsers(
  { tenant, scheduler }: Pick<NotificationApi, 'tenant' | 'scheduler'>,
  settings: Asking,
): OperatorFunction<NoticeBatch, KnownBatch> {
  const known = knownOf(tenant, settings);
  if (known === undefined) return map((batch) => ({ batch, strangers: 0 }));
  return concatMap((batch) => {
    const named = [...batch.intents, ...batch.quarantined].flatMap(({ userId = '' }) =>
      userId === '' ? [] : [userId],
    );
    if (named.length === 0) return of({ batch, strangers: 0 });
    return defer(() => known([...new Set(named)])).pipe(
      answerWithin(settings.storeDeadlineMs, 'knownUser', scheduler),
      map((ours) => withoutStrangers(batch, ours)),
      refuseAs('knownUser'),
    );
  });
}

function withoutStrangers(batch: NoticeBatch, ours: ReadonlySet<LoginName>): KnownBatch {
  const intents = batch.intents.filter(({ userId }) => ours.has(userId));
  const quarantined = batch.quarantined.filter(({ userId = '' }) => userId === '' || ours.has(userId));
  const strangers = batch.intents.length + batch.quarantined.length - intents.length - quarantined.length;
  return { batch: { ...batch, intents, quarantined }, strangers };
}

type Known = (userIds: readonly LoginName[]) => ObservableInput<ReadonlySet<LoginName>>;

function knownOf(tenant: string, { knownUser, knownUsers, knownUserConcurrency }: Asking): Known | undefined {
  if (knownUsers !== undefined) return (userIds) => knownUsers(tenant, userIds);
  if (knownUser === undefined) return undefined;
  const ask = (userId: LoginName): Observable<LoginName | undefined> => {
    const answer = knownUser(tenant, userId);
    const answers = typeof answer === 'boolean' ? of(answer) : isObservable(answer) ? answer : from(answer);
    return answers.pipe(map((isKnown) => (isKnown ? userId : undefined)));
  };
  return (userIds) =>
    from(userIds).pipe(
      mergeMap(ask, knownUserConcurrency),
      reduce((known, userId) => (userId === undefined ? known : known.add(userId)), new Set<LoginName>()),
    );
}
