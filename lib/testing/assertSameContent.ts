import { differencesOf } from './differencesOf.js';
import { shownValue } from './shownValue.js';

const MAX_LINES = 12;

/**
 * Throws an Error that shows both sides and where they differ, unless they are equal by content.
 *
 * Recorded streams are shown as a time line, one line for each notification.
 *
 * @param actual what was seen
 * @param expected what should have been seen
 * @example
 * assertSameContent([new Date(0)], [new Date(0)]);
 */
export function assertSameContent(actual: unknown, expected: unknown): void {
  const differences = differencesOf(actual, expected);
  if (differences.length === 0) return;
  throw new Error(
    [
      'not the same',
      'expected',
      ...linesOf(expected),
      'actual',
      ...linesOf(actual),
      'differences',
      ...cut(differences),
    ].join('\n  '),
  );
}

function linesOf(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [`  ${shownValue(value)}`];
  return value.length === 0 ? ['  (nothing)'] : cut(value.map((item) => `  ${lineOf(item)}`));
}

function lineOf(item: unknown): string {
  if (typeof item !== 'object' || item === null || !('frame' in item) || !('notification' in item))
    return shownValue(item);
  const { frame, notification } = item;
  if (typeof notification !== 'object' || notification === null || !('kind' in notification)) return shownValue(item);
  const at = `${String(frame)} ms`;
  if (notification.kind === 'C') return `${at}  complete`;
  if (notification.kind === 'E') return `${at}  error ${shownValue('error' in notification ? notification.error : '')}`;
  return `${at}  next ${shownValue('value' in notification ? notification.value : '')}`;
}

function cut(lines: readonly string[]): readonly string[] {
  return lines.length <= MAX_LINES
    ? lines
    : [...lines.slice(0, MAX_LINES), `… and ${String(lines.length - MAX_LINES)} more`];
}
