// One body with 100,000 users over a socket: 2xx once all of it is on stable storage, and hardly anything is noticed.
import path from 'node:path';
import { noticeOf, openStore, post, startProgram, withFolder, lastQuarter } from './stand.mjs';
import { firstValueFrom } from 'rxjs';

const MOST_HEAP_MIB = 16;
const MOST_BLOCK_MS = 20;
/** A young generation so small that what is counted is what is held. */
const NODE_FLAGS = ['--expose-gc', '--max-semi-space-size=2'];

export function run({ users = 100_000 }) {
  return withFolder(async (folder) => {
    const file = path.join(folder, 'inbox.db');
    const names = Array.from({ length: users }, (_, n) => `YSL${1_484_052_178_554 + n}`);
    const body = noticeOf(names);
    const server = startProgram('bigBodyServer', [file], { nodeFlags: NODE_FLAGS });
    const { port } = await server.hear();
    // What is compiled with the first webhook is not what is measured.
    for (let n = 0; n < 20; n++) await post(port, noticeOf(Array.from({ length: 500 }, (_, at) => `warm${n}x${at}`)));
    server.say('watch');
    await server.hear();
    const began = performance.now();
    const status = await post(port, body);
    const seconds = (performance.now() - began) / 1_000;
    server.say('tell');
    const seen = await server.hear();
    await server.end();
    const lost = await lostOf(file, names);
    const grown = seen.peak - seen.before;
    return {
      holds: status === 200 && lost === 0 && grown <= MOST_HEAP_MIB && seen.blockMs <= MOST_BLOCK_MS,
      line:
        `${(body.length / 1e6).toFixed(1)} MB, ${users} users: ${status} after ${seconds.toFixed(1)} s, ${lost} lost; heap and buffers +${grown.toFixed(1)} MiB (≤ ${MOST_HEAP_MIB}); ` +
        `longest block ${seen.blockMs.toFixed(1)} ms (≤ ${MOST_BLOCK_MS}${seen.knowsWaiting ? ', without waiting for a processor' : ''}), longest of ${seen.commits} commits ${seen.longestCommitMs.toFixed(1)} ms, ` +
        `longest delay of a timer with everything else on this machine ${seen.delayMs.toFixed(0)} ms`,
    };
  });
}

async function lostOf(file, names) {
  const store = await openStore(file);
  const options = { origin: 'notice', settleMs: 0, maxWaitMs: 0 };
  const intents = names.map((userId) => ({ userId, window: lastQuarter() }));
  const { added } = await firstValueFrom(store.inbox.put('default', intents, options));
  await firstValueFrom(store.close());
  return added;
}
