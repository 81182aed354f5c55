// How long the loop of this process is held up, without the time in which the machine gave it no processor.
import { closeSync, openSync, readSync } from 'node:fs';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';

/**
 * Watches the loop: each turn of it is one sample. Gives, at the end, the longest turn in ms by three clocks: `cpuMs`
 * that of the main thread's work, `blockMs` that and the time it waited for a disk but not for a processor, and `delayMs`
 * what a timer felt, with everything else that this machine did.
 */
export function watchLoop() {
  const thread = threadClock();
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  let [cpuMs, blockMs, isOver] = [0, 0, false];
  let [last, lastThread] = [performance.now(), thread.read()];
  const sample = () => {
    if (isOver) return;
    const [now, nowThread] = [performance.now(), thread.read()];
    cpuMs = Math.max(cpuMs, nowThread.ran - lastThread.ran);
    blockMs = Math.max(blockMs, now - last - (nowThread.waited - lastThread.waited));
    [last, lastThread] = [now, nowThread];
    setImmediate(sample);
  };
  setImmediate(sample);
  return () => {
    isOver = true;
    histogram.disable();
    thread.close();
    return { cpuMs: thread.isKnown ? cpuMs : blockMs, blockMs, delayMs: histogram.max / 1e6 };
  };
}

/** Says for how long the main thread ran, and for which it could have run and did not. Unit: ms */
export function threadClock() {
  let file;
  try {
    file = openSync('/proc/self/schedstat', 'r');
  } catch {
    return { isKnown: false, read: () => ({ ran: 0, waited: 0 }), close: () => undefined };
  }
  const bytes = Buffer.alloc(128);
  const read = () => {
    const [ran, waited] = bytes.toString('latin1', 0, readSync(file, bytes, 0, bytes.length, 0)).split(' ');
    return { ran: Number(ran) / 1e6, waited: Number(waited) / 1e6 };
  };
  return { isKnown: true, read, close: () => closeSync(file) };
}
