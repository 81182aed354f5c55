import { collectGarbage } from './collectGarbage.mjs';

/** Every so many samples garbage is collected, so that what is counted is what is held. */
const EVERY_MS = 40;
const MIB = 1_048_576;

/** Watches what this process holds, in heap and buffers; gives by how much that was more at its worst. Unit: MiB */
export function watchHeap() {
  const held = () => {
    collectGarbage();
    const { heapUsed, external } = process.memoryUsage();
    return (heapUsed + external) / MIB;
  };
  // The first collection lets go of what earlier runs left in finalizers.
  held();
  const before = held();
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, held())), EVERY_MS);
  return () => {
    clearInterval(timer);
    return most - before;
  };
}
