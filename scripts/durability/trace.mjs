// Reads what strace has written: what was done to the files of a store, and what was said to whoever waited.
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

const CALLS = 'openat,pwrite64,write,writev,sendto,ftruncate,unlink,fsync,fdatasync';

/** Options of strace; `bytes` is how much of each write is kept. */
export const traceOptions = (log, bytes) => [
  '-y',
  '-xx',
  '-qq',
  '-s',
  String(bytes),
  '-e',
  `trace=${CALLS}`,
  '-o',
  log,
];

const LINE = /^(\d+)\s+(.*)$/;
const UNFINISHED = ' <unfinished ...>';
const RESUMED = /^<\.\.\. \w+ resumed>(.*)$/;
const CALL = /^(\w+)\((?:(\d+)<([^>]*)>|AT_FDCWD<[^>]*>|"([^"]*)")(.*)\)\s+= (-?\d+)/;
const FIRST_TEXT = /"((?:\\x[0-9a-f]{2})*)"/;
const NUMBERS_AT_END = /, (\d+)$/;

const bytesOf = (hex) => Buffer.from(hex.replaceAll('\\x', ''), 'hex');
const nameOf = (hex) => path.basename(bytesOf(hex).toString());

/**
 * Gives, in order, `{ kind: 'write', file, at, bytes }`, `truncate { file, size }`, `sync { file }`, `unlink { file }`,
 * `said { text }` for standard output and `sent { text }` for sockets. Files are known by their names.
 */
export async function* readTrace(log) {
  const unfinished = new Map();
  for await (const line of createInterface({ input: createReadStream(log) })) {
    const [, thread, rest] = LINE.exec(line) ?? [];
    if (rest === undefined) continue;
    if (rest.endsWith(UNFINISHED)) {
      unfinished.set(thread, rest.slice(0, -UNFINISHED.length));
      continue;
    }
    const [, resumed] = RESUMED.exec(rest) ?? [];
    const event = eventOf(resumed === undefined ? rest : `${unfinished.get(thread) ?? ''}${resumed}`);
    if (event !== undefined) yield event;
  }
}

function eventOf(text) {
  const [, call, fd, target, unlinked, rest, result] = CALL.exec(text) ?? [];
  if (call === undefined || Number(result) < 0) return undefined;
  if (call === 'unlink') return { kind: 'unlink', file: nameOf(unlinked) };
  if (target === undefined) return undefined;
  if (call === 'fsync' || call === 'fdatasync') return { kind: 'sync', file: nameOf(target) };
  if (call === 'ftruncate') return { kind: 'truncate', file: nameOf(target), size: lastNumber(rest) };
  const bytes = bytesOf(FIRST_TEXT.exec(rest)?.[1] ?? '');
  if (call === 'pwrite64') return { kind: 'write', file: nameOf(target), at: lastNumber(rest), bytes };
  if (fd === '1') return { kind: 'said', text: bytes.toString() };
  return { kind: 'sent', text: bytes.toString('latin1') };
}

const lastNumber = (rest) => Number(NUMBERS_AT_END.exec(rest)[1]);
