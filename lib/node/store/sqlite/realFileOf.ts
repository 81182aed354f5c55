import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { InvalidOptionError } from '../../../errors/InvalidOptionError.js';

/** Links that are followed one after the other; the systems themselves stop at as many. */
const MOST_LINKS = 40;

/**
 * Gives the one name of a file by which all who open it find its lock and its log, whichever link they were given.
 *
 * Errors: throws InvalidOptionError for a file with several names, as hard links give it: SQLite keeps a log beside
 * each. Throws what the system throws when there is no folder.
 *
 * @param file path, which may be a link; nothing needs to be there yet
 * @example
 * realFileOf('link.db'); // '/srv/inbox/real.db'
 */
export function realFileOf(file: string): string {
  const real = followed(file);
  const found = lstatSync(real, { throwIfNoEntry: false });
  if (found?.isFile() === true && found.nlink > 1) {
    throw new InvalidOptionError('file', file, 'a file without hard links, which would each have a log of its own');
  }
  return real;
}

/** Like `realpath`, also of a link to what is not there yet. */
function followed(file: string): string {
  let path = resolve(file);
  for (let links = 0; links < MOST_LINKS; links++) {
    path = join(realpathSync.native(dirname(path)), basename(path));
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found === undefined) return path;
    if (!found.isSymbolicLink()) return realpathSync.native(path);
    path = resolve(dirname(path), readlinkSync(path));
  }
  throw new InvalidOptionError('file', file, 'a file, not links in a circle');
}
