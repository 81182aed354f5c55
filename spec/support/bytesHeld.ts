import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

/** Collects all garbage and gives what is left of the heap. Unit: bytes */
export function bytesHeld(): number {
  if (typeof collect !== 'function') throw new Error('this Node hands out no collector');
  // What the first collection frees through finalizers, the second takes away.
  Reflect.apply(collect, undefined, []);
  Reflect.apply(collect, undefined, []);
  return process.memoryUsage().heapUsed;
}
