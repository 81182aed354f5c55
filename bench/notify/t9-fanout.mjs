// T9: users fetched, handed over and acknowledged at 20 ms a fetch, against workers on raw undici and axios + mergeMap.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { create } from 'axios';
import { firstValueFrom, from, lastValueFrom, mergeMap, of, take, toArray } from 'rxjs';
import { Agent as HttpAgent } from 'node:http';
import { Agent, request } from 'undici';
import { AT_ONCE, countingStore, quarterOf, withFolder } from '../fixtures/store.mjs';
import { usersOf } from '../fixtures/webhook.mjs';
import { alternate, timesFigure } from '../harness/alternate.mjs';
import { figure } from '../harness/figures.mjs';
import { library } from '../harness/library.mjs';
import { median, slope } from '../harness/statistics.mjs';
import { watchHeap } from '../harness/watchHeap.mjs';

const { consumeNotifications } = await library('notification/consumeNotifications');
const { createYodlee } = await library('aggregators/yodlee/createYodlee');
const { undiciHttpPort } = await library('node/undiciHttpPort');

/** The target speaks of 100,000, which `MILLRACE_BENCH_FULL=1` takes. */
const USERS = process.env.MILLRACE_BENCH_FULL === '1' ? 100_000 : 4_000;
const SIZES = [400, 1_300, 4_000];
const CREDIT = 64;
const LATENCY_MS = 20;

export const run = () =>
  withStand(USERS, async (stand) => {
    const seen = await alternate(
      [
        { name: 'millrace', run: stand.millrace },
        { name: 'raw undici workers', run: stand.workers },
        { name: 'axios + mergeMap', run: stand.mergeMap },
      ],
      { rounds: 3, warmUps: 1 },
    );
    const stop = watchHeap();
    await stand.millrace();
    const held = stop();
    const name = `T9 ${USERS.toLocaleString('en')} users at ${LATENCY_MS} ms, ${CREDIT} at once`;
    const limit = (USERS / CREDIT) * LATENCY_MS;
    return [
      timesFigure(name, seen, 'millrace', 'raw undici workers', {
        clock: 'wall',
        target: 1.11,
        detail: `with claim and ack; limit of the latency ${limit.toFixed(0)} ms`,
      }),
      timesFigure(`${name} (CPU)`, seen, 'millrace', 'axios + mergeMap', { clock: 'cpu', target: 0.25 }),
      timesFigure(`${name} (CPU)`, seen, 'raw undici workers', 'axios + mergeMap', { clock: 'cpu' }),
      figure('T9 held in heap and buffers', {
        subject: 'millrace',
        base: 'MiB',
        ratio: held,
        target: 64 + 16,
        detail: 'byte credit of 64 MiB and 16 MiB',
      }),
    ];
  });

export async function growth() {
  const costs = [];
  for (const size of SIZES) {
    costs.push(
      await withStand(size, async (stand) => {
        const seen = await alternate([{ name: 'millrace', run: stand.millrace }], { rounds: 3, warmUps: 1 });
        return median(seen.get('millrace').cpu);
      }),
    );
  }
  return [{ curve: 'T9 fan-out, users', sizes: SIZES, costs, slope: slope(SIZES, costs) }];
}

function withStand(count, use) {
  return withFolder(async (folder) => {
    const upstream = fork(fileURLToPath(new URL('t9-upstream.mjs', import.meta.url)), { execArgv: [] });
    try {
      const [{ port }] = await once(upstream, 'message');
      return await use(standOver(folder, `http://127.0.0.1:${port}`, usersOf(count), upstream));
    } finally {
      upstream.kill();
    }
  });
}

function standOver(folder, baseUrl, users, upstream) {
  const window = quarterOf(0);
  const url = (user) =>
    `${baseUrl}/dataExtracts/userData?loginName=${user}&fromDate=2026-01-01T00:00:00Z&toDate=2026-01-01T00:14:59Z`;
  const insistOnAll = async (count) => {
    upstream.send('count');
    const [{ answered }] = await once(upstream, 'message');
    if (count !== users.length || answered !== users.length)
      throw new Error(`${count} done, ${answered} asked, of ${users.length}`);
  };
  const headers = { authorization: 'Bearer token', 'api-version': '1.1' };
  let runs = 0;
  return {
    millrace: async () => {
      const { inbox, close } = await countingStore(path.join(folder, `inbox${runs++}.db`));
      const intents = users.map((userId) => ({ userId, window }));
      await firstValueFrom(inbox.put('default', intents, AT_ONCE));
      const api = createYodlee({
        baseUrl,
        tokens: { admin: { tokenKind: 'admin', token: () => of({ reveal: () => 'token' }) } },
        http: undiciHttpPort({ origins: [baseUrl], connections: CREDIT }),
        rateLimit: false,
      });
      let records = 0;
      const handler = ({ pages }) => {
        records += [pages].flat().length;
        return of(undefined);
      };
      const began = performance.now();
      const cpuBefore = process.cpuUsage();
      const updates = await lastValueFrom(
        consumeNotifications(api, inbox, handler, { start: CREDIT, ceiling: CREDIT }).pipe(
          take(users.length),
          toArray(),
        ),
      );
      const wall = performance.now() - began;
      const { user, system } = process.cpuUsage(cpuBefore);
      const delivered = updates.filter(({ kind }) => kind === 'delivered').length;
      const stats = await firstValueFrom(inbox.stats('default'));
      await close();
      await insistOnAll(delivered);
      if (stats.delivered !== users.length || records < users.length) throw new Error('not all were acknowledged');
      return { times: { wall, own: wall, cpu: (user + system) / 1_000 } };
    },
    workers: async () => {
      const agent = new Agent({ connections: CREDIT });
      let [next, done] = [0, 0];
      const worker = async () => {
        while (next < users.length) {
          const { body } = await request(url(users[next++]), { dispatcher: agent, headers });
          const page = await body.json();
          if (page.userData.length === 1) done += 1;
        }
      };
      await Promise.all(Array.from({ length: CREDIT }, worker));
      await agent.close();
      await insistOnAll(done);
    },
    mergeMap: async () => {
      const axios = create({ httpAgent: new HttpAgent({ keepAlive: true, maxSockets: CREDIT }) });
      const pages = await lastValueFrom(
        from(users).pipe(
          mergeMap((user) => axios.get(url(user), { headers }), CREDIT),
          mergeMap(({ data }) => data.userData),
          toArray(),
        ),
      );
      await insistOnAll(pages.length);
    },
  };
}
