// T12: a notification with 100,000 users until its 2xx may be sent, against writing and syncing its bytes.
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { firstValueFrom } from 'rxjs';
import { countingStore, quarterOf, withFolder } from '../fixtures/store.mjs';
import { decoderApi, noticeOf, SECRET, usersOf, webhookOf } from '../fixtures/webhook.mjs';
import { alternate, stopwatch, timesFigure } from '../harness/alternate.mjs';
import { figure } from '../harness/figures.mjs';
import { library } from '../harness/library.mjs';
import { median, slope } from '../harness/statistics.mjs';
import { watchHeap } from '../harness/watchHeap.mjs';
import { threadClock, watchLoop } from '../harness/watchLoop.mjs';

const { receiveNotification } = await library('notification/receiveNotification');

const USERS = 100_000;
const SIZES = [1_000, 10_000, 100_000];
/** New files of which the middle one counts: one alone may meet the disk, or the kernel's memory, in any mood. */
const WRITES = 7;
const NOTHING = () => () => undefined;

export const run = () =>
  withFolder(async (folder) => {
    const stand = standIn(folder, USERS);
    const seen = await alternate(
      [
        { name: 'millrace', run: () => stand.take(watchLoop) },
        { name: 'write + fdatasync', run: () => stand.write() },
      ],
      { rounds: 5, warmUps: 1 },
    );
    const loops = seen.get('millrace').given.map(({ watched }) => watched);
    const { watched: heldMib } = await stand.take(watchHeap);
    const name = `T12 notification of ${(stand.bytes / 1e6).toFixed(1)} MB until its 2xx`;
    const longest = (clock) => median(loops.map((loop) => loop[clock]));
    return [
      timesFigure(name, seen, 'millrace', 'write + fdatasync', { target: 14 }),
      timesFigure(`${name} (wall)`, seen, 'millrace', 'write + fdatasync', { clock: 'wall' }),
      timesFigure(`${name} (CPU)`, seen, 'millrace', 'write + fdatasync', { clock: 'cpu' }),
      figure('T12 longest work in one turn of the loop', {
        subject: 'millrace',
        base: 'ms',
        ratio: longest('cpuMs'),
        target: 20,
        detail: `with the wait for the disk ${longest('blockMs').toFixed(1)} ms, and with everything else on the machine ${longest('delayMs').toFixed(0)} ms; median of the worst of each run`,
      }),
      figure('T12 held in heap and buffers', { subject: 'millrace', base: 'MiB', ratio: heldMib, target: 16 }),
    ];
  });

export async function growth() {
  const costs = [];
  for (const size of SIZES) {
    costs.push(
      await withFolder(async (folder) => {
        const stand = standIn(folder, size);
        const seen = await alternate([{ name: 'millrace', run: () => stand.take(NOTHING) }], { rounds: 3 });
        return median(seen.get('millrace').cpu);
      }),
    );
  }
  return [{ curve: 'T12 notification, users', sizes: SIZES, costs, slope: slope(SIZES, costs) }];
}

/** Each run meets a store that is new. */
function standIn(folder, count) {
  const users = usersOf(count);
  const window = quarterOf(0);
  const body = noticeOf(users, window);
  const thread = threadClock();
  let runs = 0;
  return {
    bytes: body.length,
    take: async (watch) => {
      const { inbox, close } = await countingStore(path.join(folder, `inbox${runs++}.db`));
      const receive = receiveNotification(decoderApi(), inbox, { pathSecret: SECRET, storeDeadlineMs: 60_000 });
      const stop = watch();
      const time = stopwatch(thread);
      const { status } = await firstValueFrom(receive(webhookOf(body)));
      const times = time();
      const watched = stop();
      const { entries } = await firstValueFrom(inbox.stats('default'));
      if (status !== 200 || entries.waiting !== count)
        throw new Error(`${status}, ${entries.waiting} of ${count} kept`);
      await close();
      return { times, watched };
    },
    write: () => {
      const writes = Array.from({ length: WRITES }, () => {
        const time = stopwatch(thread);
        const file = openSync(path.join(folder, `body${runs++}`), 'w');
        writeSync(file, body);
        fdatasyncSync(file);
        closeSync(file);
        return time();
      });
      return { times: writes.sort((one, other) => one.own - other.own)[WRITES >> 1] };
    },
  };
}
