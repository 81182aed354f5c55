// The official OpenAPI file of the notification service judges the sandbox: Prism stands as a validating proxy before it,
// every endpoint is driven, and a violation is a failure unless docs/upstream.md names it as a deliberate deviation.
// For .ci/run only: the file is not ours to ship. `--spec FILE` says where it is.
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { once } from 'node:events';
import { ROOT, option } from './project.mjs';
import { startSandbox } from '../dist/esm/sandbox/index.js';

const SPEC = path.resolve(option('spec', path.join(ROOT, '..', 'shared', 'upstream', 'yodlee-openapi.yaml')));
const PRISM = '@stoplight/prism-cli@5.14.2';

if (!existsSync(SPEC)) {
  console.log('no OpenAPI file: nothing to judge by');
  process.exit(0);
}

/** Deviations by the name docs/upstream.md gives them: `METHOD path status`. */
const ALLOWED = new Set(
  [...readFileSync(path.join(ROOT, 'docs', 'upstream.md'), 'utf8').matchAll(/`prism: ([^`]+)`/g)].map(
    ([, name]) => name,
  ),
);

const sandbox = await startSandbox({
  speed: 1,
  users: 6,
  scenarios: ['notify'],
  switches: { notifyEveryS: '60', yodleeLatencyMs: '0' },
});
const receiver = createServer((message, response) => message.resume().on('end', () => response.end()));
receiver.listen(0, '127.0.0.1');
await once(receiver, 'listening');
const callbackUrl = `http://127.0.0.1:${receiver.address().port}/hooks/secret`;

/** Starts Prism before the sandbox and waits until it listens. */
async function startPrism() {
  const port = 20_000 + (process.pid % 20_000);
  const args = [
    '--yes',
    PRISM,
    'proxy',
    SPEC,
    sandbox.yodleeBaseUrl,
    '--errors',
    '--host',
    '127.0.0.1',
    '--port',
    `${port}`,
  ];
  const child = spawn('npx', args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let output = '';
  const listening = new Promise((resolve, reject) => {
    const read = (chunk) => {
      output += chunk;
      if (/Prism is listening/.test(output)) resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('exit', (code) => reject(new Error(`Prism ended with ${code}: ${output.slice(-500)}`)));
  });
  await listening;
  return { child, base: `http://127.0.0.1:${port}` };
}

const { child, base } = await startPrism();
const violations = [];
const used = new Set();
let calls = 0;

/** Asks through Prism; `expected` is the status the sandbox must give. Returns the body, parsed if it can be. */
async function ask(method, target, { token, body, form, headers = {}, expected = 200, quiet = false } = {}) {
  const response = await fetch(base + target, {
    method,
    headers: {
      'api-version': '1.1',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(form === undefined ? {} : { body: new URLSearchParams(form).toString() }),
  });
  const text = await response.text();
  calls += 1;
  const name = `${method} ${target.split('?')[0].replaceAll(/\/\d+/g, '/*')} ${expected}`;
  const marked = response.headers.get('sl-violations');
  const judged = marked ?? (text.includes('stoplight.io/prism') ? text : undefined);
  if (judged !== undefined || response.status !== expected) {
    if (ALLOWED.has(name)) used.add(name);
    else violations.push(`${name}: got ${response.status}${quiet ? '' : ` ${(judged ?? text).slice(0, 700)}`}`);
  }
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const credentials = {
  clientId: sandbox.env.MILLRACE_YODLEE_CLIENT_ID,
  secret: sandbox.env.MILLRACE_YODLEE_CLIENT_SECRET,
};
const mint = async (loginName) => {
  const answer = await ask('POST', '/auth/token', { form: credentials, headers: { loginName }, expected: 201 });
  return answer.token?.accessToken;
};
const iso = (ms) => `${new Date(ms).toISOString().slice(0, 19)}Z`;

try {
  const admin = await mint(sandbox.env.MILLRACE_YODLEE_ADMIN_LOGIN);
  await ask('POST', '/auth/token', { form: credentials, expected: 401 });
  await ask('POST', '/auth/token', {
    form: { clientId: 'x', secret: 'y' },
    headers: { loginName: 'user-1' },
    expected: 400,
  });

  const events = '/configs/notifications/events';
  const subscription = { token: admin, body: { event: { callbackUrl } } };
  await ask('GET', events, { token: admin });
  await ask('POST', `${events}/DATA_UPDATES`, {
    token: admin,
    body: { event: { callbackUrl: 'http://127.0.0.1:1/' } },
    expected: 400,
  });
  for (const event of ['DATA_UPDATES', 'REFRESH', 'AUTO_REFRESH_UPDATES', 'LATEST_BALANCE_UPDATES']) {
    await ask('POST', `${events}/${event}`, { ...subscription, expected: 201 });
  }
  await ask('POST', `${events}/DATA_UPDATES`, { ...subscription, expected: 400 });
  await ask('PUT', `${events}/DATA_UPDATES`, { ...subscription, expected: 204 });
  await ask('GET', events, { token: admin });
  await ask('GET', `${events}?eventName=DATA_UPDATES`, { token: admin });
  await ask('DELETE', `${events}/REFRESH`, { token: admin, expected: 204 });

  // Eight intervals of changes, every window read as it was notified.
  const users = Array.from({ length: 6 }, (_, n) => `user-${n + 1}`);
  let clock = Date.now();
  for (let interval = 0; interval < 9; interval += 1) {
    const probe = await fetch(`${sandbox.yodleeBaseUrl}/user`);
    clock = Date.parse(probe.headers.get('date'));
    sandbox.advance(61_000);
    const [fromDate, toDate] = [iso(clock - 1_000), iso(clock + 60_000)];
    await ask('GET', `/dataExtracts/events?eventName=DATA_UPDATES&fromDate=${fromDate}&toDate=${toDate}`, {
      token: admin,
    });
    for (const loginName of users) {
      await ask('GET', `/dataExtracts/userData?loginName=${loginName}&fromDate=${fromDate}&toDate=${toDate}`, {
        token: admin,
      });
    }
  }
  const wrong = `loginName=user-1&fromDate=${iso(clock + 60_000)}&toDate=${iso(clock)}`;
  await ask('GET', `/dataExtracts/userData?${wrong}`, { token: admin, expected: 400 });
  await ask('GET', `/dataExtracts/events?eventName=DATA_UPDATES&fromDate=${iso(0)}&toDate=${iso(1_000)}`, {
    token: admin,
    expected: 400,
  });
  await ask('GET', '/dataExtracts/events?eventName=DATA_UPDATES&fromDate=x&toDate=y', {
    token: 'nobody',
    expected: 401,
  });

  const token = await mint('user-1');
  await ask('GET', '/user', { token });
  await ask('POST', '/user/register', { token: admin, body: { user: { loginName: 'somebody-new' } } });
  await ask('POST', '/providerAccounts?providerId=16441', { token, body: { field: [{ id: 'LOGIN', value: 'x' }] } });
  const { providerAccount: links = [] } = await ask('GET', '/providerAccounts', { token });
  const link = links.at(-1)?.id;
  await ask('GET', `/providerAccounts/${link}`, { token });
  await ask('GET', '/providerAccounts/1', { token, expected: 400 });
  await ask('PUT', `/providerAccounts?providerAccountIds=${link}`, {
    token,
    body: { field: [{ id: 'LOGIN', value: 'x' }] },
  });
  for (const isDataExtractsEnabled of [false, true]) {
    await ask('PUT', `/providerAccounts/${link}/preferences`, {
      token,
      body: { preferences: { isDataExtractsEnabled } },
      expected: 204,
    });
  }
  await ask('PUT', '/providerAccounts/1/preferences', { token, body: { preferences: {} }, expected: 400 });
  const { account: accounts = [] } = await ask('GET', '/accounts', { token });
  const id = accounts.at(-1)?.id;
  await ask('GET', `/accounts?providerAccountId=${link}&container=bank&status=ACTIVE`, { token });
  await ask('GET', `/accounts/${id}`, { token });
  await ask('PUT', `/accounts/${id}`, { token, body: { account: { nickname: 'holidays' } }, expected: 204 });
  await ask('GET', '/holdings', { token });
  await ask('GET', `/holdings?accountId=${id}`, { token });
  const { transaction: rows = [] } = await ask('GET', '/transactions?top=500', { token });
  await ask('GET', '/transactions?top=2&skip=1', { token });
  await ask('GET', '/transactions?top=501', { token, expected: 400 });
  await ask('GET', '/transactions/count', { token });
  const change = {
    transaction: { container: rows[0]?.CONTAINER, categoryId: 19, categorySource: 'USER', transactionSourceId: 'x' },
  };
  await ask('PUT', `/transactions/${rows[0]?.id}`, { token, body: change, expected: 204 });
  await ask('DELETE', `/accounts/${id}`, { token, expected: 204 });
  await ask('DELETE', '/accounts/1', { token, expected: 400 });
  await ask('DELETE', `/providerAccounts/${link}`, { token, expected: 204 });
  await ask('DELETE', '/providerAccounts/1', { token, expected: 400 });
  await ask('DELETE', '/user/unregister', { token: await mint('user-2'), expected: 204 });
  await ask('DELETE', `${events}/DATA_UPDATES`, { token: admin, expected: 204 });
  await ask('DELETE', '/auth/token', { token, expected: 204 });
} finally {
  // Only what was started here: the group of npx.
  process.kill(-child.pid, 'SIGTERM');
  receiver.close();
  await sandbox.close();
}

for (const name of ALLOWED) if (!used.has(name)) violations.push(`${name}: named as a deviation, but there is none`);
for (const line of violations) console.error(line);
console.log(`${calls} calls, ${used.size} deliberate deviations, ${violations.length} violations`);
process.exitCode = violations.length > 0 || calls < 90 ? 1 : 0;
