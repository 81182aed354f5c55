import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { defer, type Observable, of } from 'rxjs';
import type { UserDataPage } from '../model/UserDataPage.js';
import type { PageSpool, Spool } from '../ports/Spool.js';

const PREFIX = 'millrace-spool-';
const OWNER = 'owner';
/** Unit: bytes read at a time */
const CHUNK_BYTES = 65_536;

/** A spool in a folder of its own, which goes with the process. */
export interface FileSpool extends Spool {
  /** Where the files are; nobody else may read it. */
  readonly folder: string;
  /** Removes the folder and all that is in it; safe to call twice. */
  close(): void;
}

/**
 * Keeps pages that are too many for memory in files of a temporary folder that only this user of the machine may read.
 *
 * A file is 0600 in a folder that is 0700, one page a line; it goes with `remove()`, and the folder with `close()` or the
 * process. What a process left that was killed is removed when the next one opens its spool. Pages are read one at a time.
 * Memory: one page. Errors: what the file system says.
 *
 * @param directory in which the folder is made; the system's temporary one by default
 * @example
 * consumeNotifications(api, inbox, handler, { spool: fileSpool() });
 */
export function fileSpool(directory: string = tmpdir()): FileSpool {
  removeLeftovers(directory);
  const folder = mkdtempSync(path.join(directory, PREFIX));
  writeFileSync(path.join(folder, OWNER), String(process.pid), { mode: 0o600 });
  let files = 0;
  const close = (): void => {
    process.off('exit', close);
    rmSync(folder, { recursive: true, force: true });
  };
  process.on('exit', close);
  return {
    folder,
    close,
    open: () => {
      files += 1;
      return new FilePages(path.join(folder, String(files)));
    },
  };
}

class FilePages implements PageSpool {
  private descriptor: number | undefined;

  constructor(private readonly file: string) {
    this.descriptor = openSync(file, 'wx', 0o600);
  }

  get pages(): Iterable<UserDataPage> {
    return { [Symbol.iterator]: () => pagesOf(this.file) };
  }

  append(page: UserDataPage): Observable<void> {
    return defer(() => {
      if (this.descriptor === undefined) throw new Error('spool: removed');
      const line = new TextEncoder().encode(`${JSON.stringify(page)}\n`);
      for (let at = 0; at < line.length;) at += writeSync(this.descriptor, line, at);
      return of(undefined);
    });
  }

  remove(): void {
    if (this.descriptor === undefined) return;
    closeSync(this.descriptor);
    this.descriptor = undefined;
    rmSync(this.file, { force: true });
  }
}

function* pagesOf(file: string): Generator<UserDataPage, void, undefined> {
  const descriptor = openSync(file, 'r');
  try {
    for (const line of linesOf(descriptor)) yield toPage(line);
  } finally {
    closeSync(descriptor);
  }
}

/** The file is our own, written by `append` and readable by nobody else. */
function toPage(line: string): UserDataPage {
  const page: unknown = JSON.parse(line);
  if (!isPage(page)) throw new Error('spool: not a page');
  return page;
}

function isPage(value: unknown): value is UserDataPage {
  return typeof value === 'object' && value !== null && 'userId' in value && 'digest' in value;
}

function* linesOf(descriptor: number): Generator<string, void, undefined> {
  const decoder = new TextDecoder();
  const chunk = new Uint8Array(CHUNK_BYTES);
  let parts: string[] = [];
  for (let read = readSync(descriptor, chunk); read > 0; read = readSync(descriptor, chunk)) {
    const [head = '', ...tail] = decoder.decode(chunk.subarray(0, read), { stream: true }).split('\n');
    parts.push(head);
    for (const next of tail) {
      yield parts.join('');
      parts = [next];
    }
  }
}

function removeLeftovers(directory: string): void {
  for (const name of readdirSync(directory)) {
    if (!name.startsWith(PREFIX)) continue;
    const folder = path.join(directory, name);
    try {
      if (!isAlive(Number(readFileSync(path.join(folder, OWNER), 'utf8'))))
        rmSync(folder, { recursive: true, force: true });
    } catch {
      // Somebody else's, or being made at this moment: not ours to remove.
    }
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid < 1) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
