import { catchError, map, type Observable, of } from 'rxjs';
import type { ConnectionId } from '../../index.js';
import type { OxlinUser } from '../../aggregators/oxlin/index.js';
import { escapeControls } from './escapeControls.js';

/** What to call each connection: its bank and its id, harmless to a terminal. */
export type ConnectionNames = ReadonlyMap<ConnectionId, string>;

/** What is known of the connections before they are synced. */
export interface KnownConnections {
  readonly names: ConnectionNames;
  /** Those that will be synced. */
  readonly expected: readonly ConnectionId[];
}

/**
 * Reads the names of a user's connections, for people; if that fails there are none, and whatever follows says why.
 *
 * One exchange, never repeated: what follows needs the time, and the patience of the circuit, more than names do.
 *
 * @param user whose connections
 * @param deadlineMs when to do without. Unit: ms
 * @example
 * connectionNames(user, 5_000).subscribe((names) => console.log(names.get('1001'))); // 'Banque du Lac 1001'
 */
export function connectionNames(
  user: Pick<OxlinUser, 'listConnections'>,
  deadlineMs: number,
): Observable<ConnectionNames> {
  return user.listConnections({ deadlineMs }).pipe(
    map(({ value }) => new Map(value.map(({ id, name }) => [id, nameOf(id, name)]))),
    catchError(() => of(new Map<ConnectionId, string>())),
  );
}

function nameOf(id: ConnectionId, name: string | undefined): string {
  return escapeControls(name === undefined ? id : `${name} ${id}`);
}
