import { parseJson } from '../../model/parseJson.js';
import type { NoticeReader } from './NoticeReader.js';

/**
 * Reads a small body at one go, when it is plain and nothing of it is amiss; else the splitter has to look at its bytes.
 *
 * Plain means that the splitter would read the same: nothing is escaped, and users, and the levels
 * that lead to them, are there once at most: of what is there twice the parser keeps the last, and the splitter both.
 *
 * @param text the JSON
 * @param reader takes what is read; to be thrown away unless this gives true
 * @returns whether it was read
 * @example
 * readWholeNotice('{"event":{"info":"REFRESH"}}', reader); // true
 */
export function readWholeNotice(text: string, reader: NoticeReader): boolean {
  const mark = text.indexOf(USERS);
  if (text.includes('\\') || listsOfUsers(text) > 1 || hasLevelTwice(mark < 0 ? text : text.slice(0, mark)))
    return false;
  // Login names hold long runs of digits, which are no numbers; ids in other notifications are.
  const root = parsed(text, mark < 0 ? parseJson : JSON.parse);
  if (!isObject(root)) return false;
  const event = isObject(root['event']) ? root['event'] : {};
  if (isObject(event['data']) && isObject(root['data'])) return false;
  const data = isObject(event['data']) ? event['data'] : isObject(root['data']) ? root['data'] : {};
  const users = data['userData'];
  if (mark >= 0 && !Array.isArray(users)) return false;
  const entries: readonly unknown[] = Array.isArray(users) ? users : [];
  const members = { root: membersOf(root, event), event: membersOf(event, data), data: membersOf(data, users) };
  return reader.takeParsed(members, entries);
}

const USERS = '"userData"';

/** What comes after the users needs no look: a level that is there again has no users, or a second list of them. */
function hasLevelTwice(head: string): boolean {
  return ['"event"', '"data"'].some((name) => {
    const first = head.indexOf(name);
    return first >= 0 && head.includes(name, first + name.length);
  });
}

/** Brackets are fewer than the beginnings of names, so they are what is looked for: to look for names takes a fifth of all the time. */
function listsOfUsers(text: string): number {
  let lists = 0;
  for (let at = text.indexOf('['); at >= 0; at = text.indexOf('[', at + 1)) {
    const colon = beforeSpace(text, at);
    if (text.charCodeAt(colon) === 0x3a && text.endsWith(USERS, beforeSpace(text, colon) + 1)) lists += 1;
  }
  return lists;
}

/** Index of the last character before this one that is no space; nothing else as small may stand outside of a string. */
function beforeSpace(text: string, end: number): number {
  let at = end - 1;
  while (text.charCodeAt(at) <= 0x20) at -= 1;
  return at;
}

function parsed(text: string, parse: (text: string) => unknown): unknown {
  try {
    return parse(text);
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
