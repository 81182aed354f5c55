// One body with 100,000 users over a socket: 2xx once all of it is on stable storage, and hardly anything is noticed.
import path from 'node:path';
import { lostOf, noticeOf, post, startProgram, withFolder } from './stand.mjs';

const MOST_HEAP_MIB = 16;
const MOST_BLOCK_MS = 20;
/** A young generation so small that what is counted is what is held; V8 takes three such spaces. */
const SEMI_SPACE_MIB = 2;
const NODE_FLAGS = ['--expose-gc', `--max-semi-space-size=${SEMI_SPACE_MIB}`];

export async function run({ users = 100_000 }) {
  const names = Array.from({ length: users }, (_, n) => `YSL${1_484_052_178_554 + n}`);
  const body = noticeOf(names);
  const loop = await taken(body, names, 'loop');
  const heap = await taken(body, names, 'heap');
  // V8 itself is the judge: a heap that would have to grow by more ends the process.
  const ceiling = Math.floor(heap.heapBefore) + MOST_HEAP_MIB;
  const bounded = await taken(body, names, 'loop', [`--max-old-space-size=${ceiling - 3 * SEMI_SPACE_MIB}`]);
  const [held, grown] = [heap, loop].map(({ peak, before }) => peak - before);
  const isKept = [loop, heap, bounded].every(({ status, lost }) => status === 200 && lost === 0);
  return {
    holds: isKept && held <= MOST_HEAP_MIB && loop.cpuMs <= MOST_BLOCK_MS,
    line:
      `${(body.length / 1e6).toFixed(1)} MB, ${users} users: ${loop.status} after ${loop.seconds.toFixed(1)} s, ${loop.lost} lost; held in heap and buffers +${held.toFixed(1)} MiB (≤ ${MOST_HEAP_MIB}), +${grown.toFixed(1)} with what is not collected yet; ${bounded.status} as well, ${bounded.lost} lost, where the whole heap may be ${ceiling} MiB (+${MOST_HEAP_MIB}); ` +
      `longest work in one turn of the loop ${loop.cpuMs.toFixed(1)} ms (≤ ${MOST_BLOCK_MS}), with the wait for the disk ${loop.blockMs.toFixed(1)} ms (longest of ${loop.commits} commits ${loop.longestCommitMs.toFixed(1)} ms), with everything else on this machine ${loop.delayMs.toFixed(0)} ms`,
  };
}

function taken(body, names, mode, limits = []) {
  return withFolder(async (folder) => {
    const file = path.join(folder, 'inbox.db');
    const server = startProgram('bigBodyServer', [file, mode], { nodeFlags: [...NODE_FLAGS, ...limits] });
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
    return { ...seen, status, seconds, lost: await lostOf(file, names) };
  });
}
