import path from 'node:path';
import { concat, defer, endWith, ignoreElements, type Observable, switchMap, take, tap } from 'rxjs';
import type { SqliteStore } from '../../node/store/sqlite/index.js';
import type { Command } from '../Command.js';
import { endedBy } from '../endedBy.js';
import { EXIT } from '../EXIT.js';
import type { Host } from '../Host.js';
import { escapeControls } from '../output/escapeControls.js';
import { existingStore } from './existingStore.js';

/** The customer whose rows a file holds, as `serve` writes them. */
export const TENANT = 'default';

/** Flags of every command that looks into a store. */
export interface StoreFlags {
  /** Path of the file. */
  readonly inbox: string;
  readonly json?: boolean;
  readonly showPii?: boolean;
}

/** One line of output for machines, and what of it people read: a line, or several. */
export interface Line {
  readonly json: unknown;
  readonly text: string | readonly string[];
}

/**
 * Makes a command that opens a store and prints lines of it; ends with 0.
 *
 * To look, it may run beside `serve`; to write, `serve` must not run.
 *
 * @param host the world around
 * @param flags what the user typed
 * @param how whether it only looks, and what it prints
 * @example
 * storeCommand(host, flags, { readOnly: true, lines: ({ inbox }) => statsLines(inbox) }).run.subscribe();
 */
export function storeCommand(
  host: Host,
  flags: StoreFlags,
  { readOnly, lines }: { readonly readOnly: boolean; readonly lines: (store: SqliteStore) => Observable<Line> },
): Command {
  const run = defer(() => existingStore({ file: path.resolve(host.folder, flags.inbox), readOnly })).pipe(
    switchMap((store) => {
      const printed = defer(() => lines(store)).pipe(
        tap((line) => host.stdout.write(`${flags.json === true ? JSON.stringify(line.json) : forPeople(line)}\n`)),
      );
      return concat(printed, store.close()).pipe(ignoreElements(), endWith(EXIT.ok));
    }),
    take(1),
  );
  return { run, onSignal: endedBy };
}

/** A break inside a line is a stranger's. */
function forPeople({ text }: Line): string {
  return [text].flat().map(escapeControls).join('\n');
}
