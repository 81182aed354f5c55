import { catchError, map, type Observable, of, reduce } from 'rxjs';
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
 * @param user whose connections
 * @example
 * connectionNames(user).subscribe((names) => console.log(names.get('1001'))); // 'Banque du Lac 1001'
 */
export function connectionNames(user: Pick<OxlinUser, 'connections'>): Observable<ConnectionNames> {
  return user.connections().pipe(
    map(({ id, name }) => [id, escapeControls(name === undefined ? id : `${name} ${id}`)] as const),
    reduce((names, [id, name]) => names.set(id, name), new Map<ConnectionId, string>()),
    catchError(() => of(new Map<ConnectionId, string>())),
  );
}
