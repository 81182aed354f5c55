import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defer, type Observable, of } from 'rxjs';
import type { UserDataPage } from '../model/UserDataPage.js';
import type { PageSpool, Spool } from '../ports/Spool.js';

const PREFIX = 'millrace-spool-';
const OWNER_ONLY = 0o600;
/** Unit: bytes read at a time */
const CHUNK_BYTES = 65_536;

/** A spool in files without a name, which go with the process. */
export interface FileSpool extends Spool {
  /** Removes all that is in it; safe to call twice. */
  close(): void;
}

/**
 * Keeps pages that are too many for memory in files of a folder, where nobody else can open them.
 *
 * A file loses its name before anything is written to it, so that the system frees it with `remove()`, with `close()`, or
 * when the process dies, however it dies: no bank data stays behind. One page a line; pages are read one at a time.
 * Memory: one page. Errors: what the file system says.
 *
 * @param directory on whose disk the files are; the system's temporary one by default
 * @example
 * consumeNotifications(api, inbox, handler, { spool: fileSpool() });
 */
export function fileSpool(directory: string = tmpdir()): FileSpool {
  const held = new Set<FilePages>();
  const open = (): FilePages => {
    const pages = new FilePages(namelessFile(directory), () => held.delete(pages));
    held.add(pages);
    return pages;
  };
  open().remove();
  return {
    open,
    close: () => {
      for (const pages of held) pages.remove();
    },
  };
}

/** Opens a file in a folder of its own, which only this user of the machine may enter, and takes both names away. */
function namelessFile(directory: string): number {
  const folder = mkdtempSync(path.join(directory, PREFIX));
  try {
    return openSync(path.join(folder, 'pages'), 'wx+', OWNER_ONLY);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

class FilePages implements PageSpool {
  private isRemoved = false;
  /** Of all pages that were written whole. Unit: bytes */
  private size = 0;

  constructor(
    private readonly descriptor: number,
    private readonly onRemoved: () => void,
  ) {}

  get pages(): Iterable<UserDataPage> {
    return { [Symbol.iterator]: () => this.read() };
  }

  append(page: UserDataPage): Observable<void> {
    return defer(() => {
      const line = new TextEncoder().encode(`${JSON.stringify(page)}\n`);
      const descriptor = this.opened();
      for (let at = 0; at < line.length;) at += writeSync(descriptor, line, at, line.length - at, this.size + at);
      this.size += line.length;
      return of(undefined);
    });
  }

  remove(): void {
    if (this.isRemoved) return;
    this.isRemoved = true;
    closeSync(this.descriptor);
    this.onRemoved();
  }

  private *read(): Generator<UserDataPage, void, undefined> {
    const decoder = new TextDecoder();
    let parts: string[] = [];
    this.opened();
    for (const chunk of this.chunks()) {
      const [head = '', ...tail] = decoder.decode(chunk, { stream: true }).split('\n');
      parts.push(head);
      for (const next of tail) {
        yield toPage(parts.join(''));
        parts = [next];
      }
    }
  }

  private *chunks(): Generator<Uint8Array, void, undefined> {
    const chunk = new Uint8Array(CHUNK_BYTES);
    for (let at = 0; at < this.size;) {
      const read = readSync(this.opened(), chunk, 0, Math.min(CHUNK_BYTES, this.size - at), at);
      if (read === 0) return;
      yield chunk.subarray(0, read);
      at += read;
    }
  }

  /** The number of a closed file may be another's by now. */
  private opened(): number {
    if (this.isRemoved) throw new Error('spool: removed');
    return this.descriptor;
  }
}

/** The file is our own, written by `append`, and nobody else can open it. */
function toPage(line: string): UserDataPage {
  const page: unknown = JSON.parse(line);
  if (!isPage(page)) throw new Error('spool: not a page');
  return page;
}

function isPage(value: unknown): value is UserDataPage {
  return typeof value === 'object' && value !== null && 'userId' in value && 'digest' in value;
}
