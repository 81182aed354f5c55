// The intake over a store, watched while it takes one body in: `watch` begins, `tell` ends and prints what was seen.
// Usage: node bigBodyServer.mjs FILE (loop | heap); with `heap` garbage is collected before each look at what is held.
import { createInterface } from 'node:readline';
import { firstValueFrom } from 'rxjs';
import { watchLoop } from '../../bench/harness/watchLoop.mjs';
import { intakeOver, openStore, sqliteDriver } from './stand.mjs';

let [longestCommitMs, commits] = [0, 0];
const onCommit = (commit) => {
  const began = performance.now();
  commit();
  commits += 1;
  longestCommitMs = Math.max(longestCommitMs, performance.now() - began);
};
const store = await openStore(process.argv[2], { driver: await sqliteDriver({ onCommit }) });
const { port, close } = await intakeOver(store);
const say = (what) => console.log(JSON.stringify(what));
const heapMib = () => {
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1_048_576;
};

let stop = () => undefined;
let [before, peak, heapBefore] = [0, 0, 0];
let timer;
createInterface({ input: process.stdin })
  .on('line', async (word) => {
    if (word === 'watch') {
      globalThis.gc();
      before = peak = heapMib();
      heapBefore = process.memoryUsage().heapUsed / 1_048_576;
      [longestCommitMs, commits] = [0, 0];
      timer = setInterval(() => {
        if (process.argv[3] === 'heap') globalThis.gc();
        peak = Math.max(peak, heapMib());
      }, 25);
      stop = watchLoop();
      say({ before });
    } else {
      clearInterval(timer);
      const loop = stop();
      const { entries } = await firstValueFrom(store.inbox.stats('default'));
      say({ ...loop, commits, longestCommitMs, before, heapBefore, peak, waiting: entries.waiting });
    }
  })
  .on('close', () => void close().then(() => process.exit(0)));
say({ port });
