// Each 2xx of the intake comes after a sync of everything that was written before it; counted in what strace has seen.
import path from 'node:path';
import { noticeOf, post, someAtATime, startProgram, withFolder } from './stand.mjs';
import { readTrace, traceOptions } from './trace.mjs';

const ONE_BY_ONE = 40;
const TOGETHER = 300;
const AT_ONCE = 24;

export async function run() {
  const real = await counted('');
  const control = await counted('OFF');
  const holds =
    real.early === 0 && real.answers === ONE_BY_ONE + TOGETHER && real.serialSyncs >= ONE_BY_ONE && control.early > 0;
  return {
    holds,
    line:
      `${real.answers} webhooks: ${real.commits} groups written, ${real.syncs} syncs of the log, ${real.early} answers before their sync; ` +
      `${ONE_BY_ONE} one by one: ${real.serialSyncs} syncs; control without syncs: ${control.early} of ${control.answers} too early`,
  };
}

function counted(synchronous) {
  return withFolder(async (folder) => {
    const log = path.join(folder, 'trace');
    const server = startProgram('server', [path.join(folder, 'inbox.db'), synchronous], {
      trace: traceOptions(log, 16),
    });
    const { port } = await server.hear();
    for (let n = 0; n < ONE_BY_ONE; n++) await insist(port, `serial${n}`);
    await someAtATime(TOGETHER, AT_ONCE, (n) => insist(port, `user${n}`));
    await server.end();
    return tally(log);
  });
}

async function insist(port, user) {
  const status = await post(port, noticeOf([user]));
  if (status !== 200) throw new Error(`a webhook was answered ${status}`);
}

async function tally(log) {
  const seen = { answers: 0, commits: 0, syncs: 0, early: 0, serialSyncs: 0 };
  let isDirty = false;
  for await (const event of readTrace(log)) {
    const isLog = event.file === 'inbox.db-wal';
    if (isLog && event.kind === 'write') {
      if (!isDirty) seen.commits += 1;
      isDirty = true;
    } else if (isLog && event.kind === 'sync') {
      if (seen.answers < ONE_BY_ONE) seen.serialSyncs += 1;
      seen.syncs += 1;
      isDirty = false;
    } else if (event.kind === 'sent' && event.text.startsWith('HTTP/1.1 2')) {
      seen.answers += 1;
      if (isDirty) seen.early += 1;
    }
  }
  return seen;
}
