import type { FramePosition, SharedFrame } from '../../ports/SocketPort.js';

/**
 * Measures a JSON text as UTF-8 and makes a frame of it.
 *
 * @param text as JSON.stringify gave it
 * @param at where a reader is after it
 * @example
 * frameOf('"é"').bytes; // 4
 */
export function frameOf(text: string, at?: FramePosition): SharedFrame {
  return { text, bytes: utf8Bytes(text), ...(at !== undefined && { at }) };
}

/** As long as TextEncoder would make it, without making it. */
function utf8Bytes(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80) continue;
    // JSON.stringify leaves no half of a pair alone: 2 units and 1 + 1 more make the 4 bytes of the pair.
    bytes += code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 1 : 2;
  }
  return bytes;
}
