// What is held at the worst while a notification is decoded; a process of its own, so that nothing of another is in the baseline.
import { tap } from 'rxjs';
import { quarterOf } from '../fixtures/store.mjs';
import { chunksOf, noticeOf, usersDecoded, usersOf } from '../fixtures/webhook.mjs';
import { collectGarbage } from '../harness/collectGarbage.mjs';

/** Chunks from one look to the next. */
const LOOK_EVERY = 16;
const MIB = 1_048_576;

const HOLDERS = {
  millrace: (bytes, look) => {
    let chunks = 0;
    const watched = chunksOf(bytes).chunks.pipe(tap({ next: () => (chunks += 1) % LOOK_EVERY === 0 && look() }));
    return usersDecoded(watched);
  },
  'JSON.parse': (bytes, look) => {
    const root = JSON.parse(new TextDecoder().decode(bytes));
    look();
    return root.event.data.userData.length;
  },
};

const [, , subject, count] = process.argv;
const bytes = noticeOf(usersOf(Number(count)), quarterOf(0));
const holder = HOLDERS[subject];
await holder(noticeOf(usersOf(2_000), quarterOf(0)), () => undefined);
const before = heldMib();
let [most, looks] = [0, 0];
const users = await holder(bytes, () => {
  looks += 1;
  most = Math.max(most, heldMib() - before);
});
if (users !== Number(count) || looks === 0) throw new Error(`${users} of ${count} users, ${looks} looks`);
process.send(most);
process.disconnect();

function heldMib() {
  // What the first collection frees through finalizers, the second takes away.
  collectGarbage();
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / MIB;
}
