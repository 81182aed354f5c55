// How long the loop of this process is held up, without the time in which the machine gave it no processor.
import { closeSync, openSync, readSync } from 'node:fs';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';

/**
 * Watches the loop: each turn of it is one sample. Gives, at the end, the longest turn in ms, of it the time for which
 * the main thread waited for a processor is left out; and the longest delay of a timer, with everything in it.
 */
export function watchLoop() {
  const waited = waitingClock();
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  let [longest, isOver] = [0, false];
  let [last, lastWaited] = [performance.now(), waited.read()];
  const sample = () => {
    if (isOver) return;
    const [now, nowWaited] = [performance.now(), waited.read()];
    longest = Math.max(longest, now - last - (nowWaited - lastWaited));
    [last, lastWaited] = [now, nowWaited];
    setImmediate(sample);
  };
  setImmediate(sample);
  return () => {
    isOver = true;
    histogram.disable();
    waited.close();
    return { blockMs: longest, delayMs: histogram.max / 1e6, knowsWaiting: waited.isKnown };
  };
}

/** Time that the main thread could have run and did not. Unit: ms */
function waitingClock() {
  let file;
  try {
    file = openSync('/proc/self/schedstat', 'r');
  } catch {
    return { isKnown: false, read: () => 0, close: () => undefined };
  }
  const bytes = Buffer.alloc(128);
  const read = () => {
    const text = bytes.toString('latin1', 0, readSync(file, bytes, 0, bytes.length, 0));
    return Number(text.split(' ')[1]) / 1e6;
  };
  return { isKnown: true, read, close: () => closeSync(file) };
}
