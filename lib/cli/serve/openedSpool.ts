import path from 'node:path';
import { Observable } from 'rxjs';
import { type FileSpool, fileSpool } from '../../node/index.js';
import { ConfigurationError } from '../settings/ConfigurationError.js';

/**
 * Opens a spool in the folder of `--spool` for as long as somebody listens; its files are gone afterwards.
 *
 * Errors: ConfigurationError for a folder in which nothing can be written.
 *
 * @param folder from which a relative path starts
 * @param given the value of the flag
 * @example
 * openedSpool('.', '/var/tmp').subscribe((spool) => spool.open());
 */
export function openedSpool(folder: string, given: string): Observable<FileSpool> {
  return new Observable((subscriber) => {
    const spool = openedIn(path.resolve(folder, given), given);
    subscriber.next(spool);
    return () => {
      spool.close();
    };
  });
}

function openedIn(directory: string, given: string): FileSpool {
  try {
    return fileSpool(directory);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'an error';
    throw new ConfigurationError(`--spool ${given}`, 'a folder that can be written to', code, { cause: error });
  }
}
