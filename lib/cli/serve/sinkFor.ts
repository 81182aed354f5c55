import { map, type Observable } from 'rxjs';
import type { NotificationHandler } from '../../aggregators/yodlee/index.js';
import { undiciHttpPort } from '../../node/index.js';
import { type SqlTransaction, writeBook } from '../../node/store/sqlite/index.js';
import type { HttpPort } from '../../index.js';
import type { Host } from '../Host.js';
import { deliveryJson } from './deliveryJson.js';
import type { SinkChoice } from './parseSink.js';
import { SinkRefusedError } from './SinkRefusedError.js';

const MOST_ANSWER_BYTES = 65_536;
const POST_DEADLINE_MS = 30_000;

/**
 * Makes the handler of `--sink`: into the book, onto stdout, or to a URL.
 *
 * stdout acknowledges when the system has taken the line, a URL when it answers 2xx; both may see a delivery again, under
 * the same key (`Idempotency-Key`).
 *
 * @param sink what was chosen
 * @param host whose stdout
 * @param authorization header of what is posted; it goes to the URL that was chosen and nowhere else
 * @example
 * consumeNotifications(api, store.inbox, sinkFor({ kind: 'book' }, host));
 */
export function sinkFor(
  sink: SinkChoice,
  host: Pick<Host, 'stdout'>,
  authorization?: string,
): NotificationHandler<SqlTransaction> {
  switch (sink.kind) {
    case 'book':
      return writeBook;
    case 'ndjson':
      return (delivery) => host.stdout.deliver(`${deliveryJson(delivery)}\n`);
    case 'post': {
      const http = undiciHttpPort({ origins: [sink.url] });
      const headers = authorization === undefined ? {} : { authorization };
      return (delivery) =>
        post(http, sink.url, {
          headers: { ...headers, 'idempotency-key': delivery.key },
          body: deliveryJson(delivery),
        });
    }
  }
}

function post(
  http: HttpPort,
  url: string,
  { headers, body }: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
): Observable<void> {
  const request = { operation: 'post a delivery', method: 'POST', url: new URL(url), body } as const;
  const all = { 'content-type': 'application/json', ...headers };
  return http.request({ ...request, headers: all, deadlineMs: POST_DEADLINE_MS, maxBytes: MOST_ANSWER_BYTES }).pipe(
    map(({ status }) => {
      if (status < 200 || status > 299) throw new SinkRefusedError(status);
    }),
  );
}
