// The heap of a process does not know how long the backlog is.
import path from 'node:path';
import { startProgram, withFolder } from './stand.mjs';

const MOST = 1.1;

export function run({ entries = 1_000_000 }) {
  return withFolder(async (folder) => {
    const [empty, full] = ['empty.db', 'full.db'].map((name) => path.join(folder, name));
    const filler = startProgram('backlogProbe', [full, 'fill', String(entries)]);
    await filler.end();
    const [small, large] = [await probed(empty), await probed(full)];
    const ratio = large.heapUsed / small.heapUsed;
    const mib = (bytes) => (bytes / 1_048_576).toFixed(1);
    return {
      holds: ratio <= MOST && large.waiting >= entries,
      line:
        `${large.waiting} entries wait: heap ${mib(large.heapUsed)} MiB against ${mib(small.heapUsed)} MiB with none, ${ratio.toFixed(3)} × (≤ ${MOST}); ` +
        `resident ${mib(large.rss)} against ${mib(small.rss)} MiB`,
    };
  });
}

async function probed(file) {
  const probe = startProgram('backlogProbe', [file, 'work'], { nodeFlags: ['--expose-gc'] });
  const seen = await probe.hear();
  await probe.end();
  return seen;
}
