import type { DataWindow } from '../../model/DataWindow.js';
import type { DecodeFailure } from '../../model/DecodeFailure.js';
import { decodeWith, type Decoded } from '../../model/decodeWith.js';
import type { LoginName } from '../../model/Identity.js';
import { isLoginName } from '../../model/isLoginName.js';
import { fieldOf } from '../../ports/fieldOf.js';
import { parseUserDataHref } from './parseUserDataHref.js';
import { parseWindow } from './parseWindow.js';
import { EntryWire, type LinkWire } from './wire/EntryWire.js';

/** What one entry of `userData` says. */
export interface EntryReading {
  /** Absent when it cannot be read. */
  readonly userId?: LoginName;
  readonly windows: readonly DataWindow[];
  /** A link leaves its window to the notification. */
  readonly unbound: boolean;
  /** It has a link of the known kind, good or bad. */
  readonly linked: boolean;
  readonly failures: readonly DecodeFailure[];
}

/** Reads the entries of one notification. */
export type ReadEntry = (entry: unknown) => EntryReading;

const REL = 'getUserData';
const decodeEntry = decodeWith(EntryWire);

/**
 * Makes a reader for the entries of one notification; it remembers the window of the last link, which is that of most.
 *
 * Links of another kind are ignored; a link of this kind that asks for another method, or says anything unknown, is
 * refused, and the others of the entry are read.
 *
 * @param receivedAt when the notification came, on our clock
 * @example
 * entryReader(new Date())({ user: { loginName: 'ann' }, links: [] }); // { userId: 'ann', windows: [], linked: false, … }
 */
export function entryReader(receivedAt: Date): ReadEntry {
  const readLink = linkReader(receivedAt);
  return (entry) => {
    const decoded = decodeEntry(entry);
    if (decoded.kind === 'refused') return unread(entry, decoded.failures);
    const userId = decoded.value.user.loginName;
    const { links } = decoded.value;
    const [only] = links ?? [];
    if (links?.length === 1 && only?.rel === REL) {
      const link = readLink(only, userId, 0);
      if (link.kind === 'decoded' && link.value !== undefined) {
        return { userId, windows: [link.value], unbound: false, linked: true, failures: NONE };
      }
    }
    return manyLinks(userId, links ?? [], readLink);
  };
}

const NONE: readonly never[] = [];

type ReadLink = (link: LinkWire, userId: LoginName, at: number) => Decoded<DataWindow | undefined>;

function manyLinks(userId: LoginName, links: readonly LinkWire[], readLink: ReadLink): EntryReading {
  const windows: DataWindow[] = [];
  const failures: DecodeFailure[] = [];
  let linked = false;
  let unbound = false;
  links.forEach((link, at) => {
    if (link.rel !== REL) return;
    linked = true;
    const read = readLink(link, userId, at);
    if (read.kind === 'refused') failures.push(...read.failures);
    else if (read.value === undefined) unbound = true;
    else windows.push(read.value);
  });
  return { userId, windows, unbound, linked, failures };
}

/** Its user is worth knowing, so that an erasure reaches what is kept of it. */
function unread(entry: unknown, failures: readonly DecodeFailure[]): EntryReading {
  const name = fieldOf(fieldOf(entry, 'user'), 'loginName');
  const common = { windows: NONE, unbound: false, linked: true, failures };
  return isLoginName(name) ? { userId: name, ...common } : common;
}

function linkReader(receivedAt: Date): ReadLink {
  let prefix = '';
  let known: Decoded<DataWindow | undefined> = { kind: 'decoded', value: undefined };
  return ({ href, methodType }, userId, at) => {
    if (typeof methodType === 'string' && methodType.toUpperCase() !== 'GET') return refusedAt(at, 'methodType', 'GET');
    if (typeof href !== 'string') return refusedAt(at, 'href', 'a link');
    if (prefix !== '' && href === prefix + userId) return known;
    const read = windowOf(href, userId, receivedAt);
    if (read.kind === 'refused') return below(at, read);
    if (href.endsWith(`&loginName=${userId}`)) {
      prefix = href.slice(0, href.length - userId.length);
      known = read;
    }
    return read;
  };
}

function windowOf(href: string, userId: LoginName, receivedAt: Date): Decoded<DataWindow | undefined> {
  const parsed = parseUserDataHref(href, userId);
  if (parsed.kind === 'refused') return parsed;
  const { fromDate, toDate } = parsed.value;
  if (fromDate === undefined || toDate === undefined) return { kind: 'decoded', value: undefined };
  return parseWindow(fromDate, toDate, receivedAt);
}

function below(at: number, { failures }: Decoded<never> & { kind: 'refused' }): Decoded<never> {
  return {
    kind: 'refused',
    failures: failures.map(({ path, expected }) => ({ path: `links.${String(at)}.${path}`, expected })),
  };
}

const refusedAt = (at: number, path: string, expected: string): Decoded<never> =>
  below(at, { kind: 'refused', failures: [{ path, expected }] });
