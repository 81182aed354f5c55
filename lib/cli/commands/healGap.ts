import { concatMap, type Observable, of } from 'rxjs';
import type { InboxStore, YodleeApi } from '../../aggregators/yodlee/index.js';

const HORIZON_MS = 604_800_000;

/**
 * Marks the stretch as proven of which upstream no longer tells: every user was read anew, so nothing of it is missing.
 *
 * @param api whose clock
 * @param inbox whose coverage
 * @example
 * healGap(api, store.inbox).subscribe();
 */
export function healGap(api: YodleeApi, inbox: Pick<InboxStore, 'stats' | 'markSwept'>): Observable<void> {
  return inbox.stats(api.tenant).pipe(
    concatMap(({ provenUntil }) => {
      const until = new Date(Math.ceil((api.upstreamNow().getTime() - HORIZON_MS) / 1_000) * 1_000);
      if (provenUntil === undefined || provenUntil >= until) return of(undefined);
      return inbox.markSwept(api.tenant, { from: provenUntil, until });
    }),
  );
}
