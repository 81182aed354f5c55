import { concatMap, defer, map, type Observable, of, throwError } from 'rxjs';
import { DecodeError } from '../../errors/DecodeError.js';
import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import { UpstreamRefusedError } from '../../errors/UpstreamRefusedError.js';
import { lastSecond } from '../../model/closedWindow.js';
import type { DataWindow } from '../../model/DataWindow.js';
import { isLoginName } from '../../model/isLoginName.js';
import type { HttpResponse } from '../../ports/HttpPort.js';
import { isHtml } from '../../ports/isHtml.js';
import type { DecodedNotice, NotificationApi } from '../../ports/NotificationApi.js';
import type { YodleeUpstream } from './callYodlee.js';
import { decodeNotice } from './decodeNotice.js';
import { decodeUserData } from './decodeUserData.js';
import { PAGE_SIZE } from './nextSkipOf.js';
import type { YodleeParts } from './YodleeParts.js';
import { wireTime } from './wireTime.js';

/** Longest window that upstream takes. Source: OpenAPI. Unit: ms */
const LONGEST_MS = 3_600_000;
const LIST = 'list changes';
const READ = 'read user data';

/**
 * Makes the two reads of data extracts, which the admin token opens.
 *
 * A window that ends in upstream's future is not sent: it is refused as upstream would, and may be asked for later.
 *
 * @param upstream makes the calls, with the admin token
 * @param parts addresses, clock, and who counts what is odd
 * @example
 * windowReads(upstream, parts).listChanges(window).subscribe(console.log);
 */
export function windowReads(
  upstream: YodleeUpstream,
  parts: YodleeParts,
): Pick<NotificationApi, 'listChanges' | 'readUserData'> {
  const { endpoints, clock } = parts;
  return {
    listChanges: (window, call) => {
      requireWindow(window);
      return defer(() => {
        const { fromDate, toDate } = queryOf(LIST, window, clock.now());
        const url = endpoints.url(['dataExtracts', 'events'], { eventName: 'DATA_UPDATES', fromDate, toDate });
        return upstream({ operation: LIST, userId: '', method: 'GET', url }, call);
      }).pipe(concatMap((response) => changesIn(response, parts)));
    },
    readUserData: ({ userId, window, skip }, call) => {
      requireWindow(window);
      if (!isLoginName(userId)) throw new InvalidOptionError('userId', 'what was given', 'a login name');
      if (!Number.isSafeInteger(skip) || skip < 0) throw new InvalidOptionError('skip', skip, '≥ 0 transactions');
      return defer(() => {
        const later = skip === 0 ? {} : { skip: String(skip), top: String(PAGE_SIZE), select: 'transaction' };
        const query = { loginName: userId, ...queryOf(READ, overlapping(window), clock.now()), ...later };
        const url = endpoints.url(['dataExtracts', 'userData'], query);
        return upstream({ operation: READ, userId, method: 'GET', url }, call);
      }).pipe(map((response) => decodeUserData({ operation: READ, userId, skip }, response)));
    },
  };
}

function changesIn(response: HttpResponse, { options, clock, onAnomaly }: YodleeParts): Observable<DecodedNotice> {
  if (isHtml(response)) return throwError(() => broken('JSON, not HTML'));
  if (response.body.byteLength === 0) return throwError(() => broken('a JSON object'));
  const { scheduler } = options;
  return decodeNotice(of(response.body), { scheduler, receivedAt: clock.now(), onAnomaly, brokenError: broken });
}

const broken = (expected: string): DecodeError => new DecodeError(LIST, [{ path: '', expected }]);

/** Whether upstream's last second is part of its windows is not known, so one more is asked for; a full hour is one yet. */
function overlapping({ from: start, until }: DataWindow): DataWindow {
  return { from: start, until: new Date(until.getTime() + 1_000) };
}

function queryOf(operation: string, window: DataWindow, now: Date) {
  const last = lastSecond(window);
  if (last > now) throw new UpstreamRefusedError(operation, 'Y800', 'windowInFuture', 'retry', 'nobody');
  return { fromDate: wireTime(window.from), toDate: wireTime(last) };
}

function requireWindow({ from: start, until }: DataWindow): void {
  const lengthMs = until.getTime() - start.getTime();
  if (lengthMs >= 1_000 && lengthMs <= LONGEST_MS) return;
  throw new InvalidOptionError('window', lengthMs, '1_000 to 3_600_000 ms');
}
