import { EMPTY, every, filter, map, type Observable } from 'rxjs';
import type { OxlinUser } from '../../aggregators/oxlin/index.js';

/** What a list was filtered by. */
export interface IdFilter {
  readonly connection?: string;
  readonly account?: string;
}

/**
 * Says that a list is filtered by an id which is not among the user's; silent when it is.
 *
 * @param ids what the list was filtered by
 * @example
 * suspectId({ connection: '7' })(user).subscribe((reason) => console.log(reason));
 */
export function suspectId({
  connection,
  account,
}: IdFilter): (user: Pick<OxlinUser, 'connections' | 'accounts'>) => Observable<string> {
  return (user) => {
    if (account !== undefined) return missing(user.accounts(), account, 'account');
    return connection === undefined ? EMPTY : missing(user.connections(), connection, 'connection');
  };
}

function missing(all: Observable<{ readonly id: string }>, wanted: string, noun: string): Observable<string> {
  return all.pipe(
    every(({ id }) => id !== wanted),
    filter((isMissing) => isMissing),
    map(() => `${wanted} is not among the ${noun}s of this user`),
  );
}
