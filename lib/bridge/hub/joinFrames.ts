import type { SharedFrame } from '../../ports/SocketPort.js';

/**
 * Makes one frame of several of one topic: a JSON array, or the frame itself when there is only one.
 *
 * @param frames at least one, each a JSON text
 * @example
 * joinFrames([{ text: '1', bytes: 1 }, { text: '2', bytes: 1 }]); // { text: '[1,2]', bytes: 5 }
 */
export function joinFrames(frames: readonly SharedFrame[]): SharedFrame {
  const [first] = frames;
  if (first !== undefined && frames.length === 1) return first;
  const text = `[${frames.map((frame) => frame.text).join(',')}]`;
  const at = frames.at(-1)?.at;
  return { text, bytes: frames.reduce((sum, { bytes }) => sum + bytes + 1, 1), ...(at !== undefined && { at }) };
}
