import { filter, fromEvent, merge, NEVER, type Observable } from 'rxjs';
import { hostMember } from './hostMember.js';

/** What a browser knows of its network and of being seen. */
export interface PlatformSignals {
  readonly wakeUps: Observable<unknown>;
  readonly outages: Observable<unknown>;
}

interface EventTargetLike {
  addEventListener(type: string, listener: (event: unknown) => void): void;
  removeEventListener(type: string, listener: (event: unknown) => void): void;
}

/**
 * Gives the signals of the browser; none elsewhere.
 *
 * @param member looks up a global
 * @example
 * platformSignals().wakeUps.subscribe(() => console.log('seen again, or on line again'));
 */
export function platformSignals(member: (name: string) => unknown = hostMember): PlatformSignals {
  const page = member('document');
  const frame = member('window');
  if (!isTarget(page) || !isTarget(frame)) return { wakeUps: NEVER, outages: NEVER };
  const isSeen = (): boolean => Reflect.get(page, 'visibilityState') === 'visible';
  const seen = fromEvent(page, 'visibilitychange').pipe(filter(isSeen));
  return {
    wakeUps: merge(seen, fromEvent(frame, 'online'), fromEvent(frame, 'pageshow')),
    outages: fromEvent(frame, 'offline'),
  };
}

function isTarget(value: unknown): value is EventTargetLike {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, 'addEventListener') === 'function';
}
