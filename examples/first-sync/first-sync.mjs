import { outcomes, syncAllConnections } from 'millrace';
import { axiosHttpPort } from 'millrace/axios';
import { createOxlin, newTransactions, passwordGrant } from 'millrace/oxlin';
import { SANDBOX_CREDENTIALS, startSandbox } from 'millrace/sandbox';
import { concatMap, count, lastValueFrom, map, tap } from 'rxjs';

// A bank aggregator of your own, on loopback. Its user has two banks: one answers well, the other asks for a challenge.
const sandbox = await startSandbox({ speed: 10, scenarios: ['success', 'challenge'] });
const { baseUrl, authUrl } = sandbox;

// From here on, everything is as it would be against the real API; only the two addresses and the credentials differ.
const { clientId, clientSecret, username, password } = SANDBOX_CREDENTIALS;
const http = axiosHttpPort({ origins: [baseUrl, authUrl] });
const tokens = passwordGrant({ authUrl, clientId, clientSecret, credentialsOf: { username, password }, http });
const user = createOxlin({ baseUrl, tokens, http }).forUser('camille');

// One POST; then the queue and the connections are watched until each bank's end is proven. An outcome is a value: a
// bank that needs its user does not make the stream fail, and what another channel of it brought is still there.
// The bank runs ten times faster than a real one, so it is looked at more often than the default, every 10 s.
const report = syncAllConnections(user, { statusEveryMs: 1_000 }).pipe(
  outcomes(),
  concatMap((outcome) =>
    newTransactions(user, outcome).pipe(
      count(),
      map((fresh) => ({ ...outcome, fresh })),
    ),
  ),
  tap(({ connectionId, result, whoMustAct, fresh }) => {
    console.log(`${connectionId}: ${result}, ${fresh} new transactions, to act: ${whoMustAct}`);
  }),
);

// Subscribing is what starts it; unsubscribing would free every timer and socket.
try {
  await lastValueFrom(report);
} finally {
  await sandbox.close();
}
