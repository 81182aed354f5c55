// What `serve` does, of the same public parts, with one of two mistakes built in: the rig must find both out.
import { createServer } from 'node:http';
import { delay, of } from 'rxjs';

const [root, file, port, control] = process.argv.slice(2);
const { consumeNotifications, createYodlee, receiveNotification, yodleeTokens } = await import(
  `${root}aggregators/yodlee/index.js`
);
const { INTAKE_SERVER_OPTIONS, notificationListener, undiciHttpPort } = await import(`${root}node/index.js`);
const { openSqliteStore, writeBook } = await import(`${root}node/store/sqlite/index.js`);

/** How long after its acknowledgement a thing is really done. Unit: ms */
const LATE_MS = 300;

const { env } = process;
const baseUrl = env.MILLRACE_YODLEE_BASE_URL;
const http = undiciHttpPort({ origins: [baseUrl] });
const access = {
  baseUrl,
  clientId: env.MILLRACE_YODLEE_CLIENT_ID,
  clientSecret: env.MILLRACE_YODLEE_CLIENT_SECRET,
  adminLogin: env.MILLRACE_YODLEE_ADMIN_LOGIN,
};
const tokens = yodleeTokens({ ...access, http, knownUser: () => true });
const api = createYodlee({ baseUrl, tokens, http, rateLimit: { perSecond: 1_000, burst: 2_000 } });
const store = await openSqliteStore({ file });

const laterDone = (work) =>
  of(0)
    .pipe(delay(LATE_MS))
    .subscribe(() => work().subscribe());

/** 2xx before the commit: the windows are in memory only when upstream forgets them. */
const hasty = {
  ...store.inbox,
  put: (tenant, intents, options) => {
    laterDone(() => store.inbox.put(tenant, intents, options));
    return of({ added: intents.length, known: 0, erased: 0, expired: 0 });
  },
};

/** Acknowledged before it is stored: the inbox forgets the window while its data is in memory only. */
const eager = (delivery) => {
  const { tenant, userId, window } = delivery;
  const changes = [...delivery.changes];
  const commit = (work) => store.transact(work);
  laterDone(() => writeBook({ tenant, userId, window, changes, commit }));
  return of(0);
};

const inbox = control === 'ack-before-commit' ? hasty : store.inbox;
const handler = control === 'ack-before-delivery' ? eager : writeBook;
const pathSecret = env.MILLRACE_CALLBACK_SECRET;
const receive = receiveNotification(api, inbox, { pathSecret, settleMs: 50 });
const listener = notificationListener(receive, { onError: () => undefined });
const server = createServer(INTAKE_SERVER_OPTIONS, (request, response) => void listener(request, response));
server.listen(Number(port), '127.0.0.1', () => {
  const callbackUrl = `http://127.0.0.1:${port}/hooks/${pathSecret}`;
  process.stdout.write(`${JSON.stringify({ kind: 'ready', callbackUrl })}\n`);
});
consumeNotifications(api, store.inbox, handler, { afterWindowMs: 500 }).subscribe({
  error: () => process.exit(1),
});
