import { parseJson } from '../../model/parseJson.js';
import type { NoticeReader } from './NoticeReader.js';

/**
 * Reads a small body at one go, when it is plain and nothing of it is amiss; else the splitter has to look at its bytes.
 *
 * Plain means that the splitter would read the same: no key is there twice, and none is escaped.
 *
 * @param text the JSON
 * @param reader takes what is read; to be thrown away unless this gives a result
 * @returns whether it was read
 * @example
 * readWholeNotice('{"event":{"info":"REFRESH"}}', reader); // true
 */
export function readWholeNotice(text: string, reader: NoticeReader): boolean {
  if (text.includes('\\') || KEYS.some((key) => text.indexOf(key) !== text.lastIndexOf(key))) return false;
  const root = parsed(text);
  if (!isObject(root)) return false;
  const event = isObject(root['event']) ? root['event'] : {};
  const data = isObject(event['data']) ? event['data'] : isObject(root['data']) ? root['data'] : {};
  const users = data['userData'];
  const entries: readonly unknown[] = Array.isArray(users) ? users : [];
  const members = { root: membersOf(root, event), event: membersOf(event, data), data: membersOf(data, users) };
  return reader.takeParsed(members, entries);
}

const KEYS = ['"event"', '"data"', '"userData"'] as const;

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The members of a level but the one that is a level itself. */
function membersOf(level: Readonly<Record<string, unknown>>, below: unknown): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(level).filter(([, value]) => value !== below));
}
