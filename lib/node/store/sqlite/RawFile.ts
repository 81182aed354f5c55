import { closeSync, fstatSync, openSync, read, statSync } from 'node:fs';

const OWNER_ONLY = 0o600;
const CHUNK_BYTES = 1_048_576;

/**
 * The bytes of a file that SQLite has open.
 *
 * To close any handle of a file gives up all locks that a process has on it: this one is opened before SQLite opens the
 * file, and closed after.
 *
 * @param path of the file; made when it is not there
 */
export class RawFile {
  private handle: number | undefined;

  constructor(private readonly path: string) {}

  /** Opens the file, unless it is open and still the one at that path. */
  open(): void {
    if (this.handle !== undefined && isAt(this.handle, this.path)) return;
    this.handle = openSync(this.path, 'a+', OWNER_ONLY);
  }

  /** Says whether some bytes stand anywhere in the file; reads it in pieces. */
  async includes(wanted: Buffer): Promise<boolean> {
    const buffer = Buffer.alloc(CHUNK_BYTES + wanted.length);
    for (let at = 0; ; at += CHUNK_BYTES) {
      const bytes = await this.read(buffer, at);
      if (buffer.subarray(0, bytes).includes(wanted)) return true;
      if (bytes < buffer.length) return false;
    }
  }

  close(): void {
    if (this.handle !== undefined) closeSync(this.handle);
    this.handle = undefined;
  }

  private async read(buffer: Buffer, at: number): Promise<number> {
    const { handle } = this;
    if (handle === undefined) return 0;
    return new Promise((resolve, reject) => {
      read(handle, buffer, 0, buffer.length, at, (error, bytes) => {
        if (error) reject(error);
        else resolve(bytes);
      });
    });
  }
}

function isAt(handle: number, path: string): boolean {
  const there = statSync(path, { throwIfNoEntry: false });
  return there !== undefined && there.ino === fstatSync(handle).ino;
}
