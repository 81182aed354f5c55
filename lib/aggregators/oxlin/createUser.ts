import { map, type Observable } from 'rxjs';
import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import { createdId } from './createdId.js';
import type { OxlinParts } from './OxlinParts.js';

/** Who to create. */
export interface NewUser {
  readonly email: string;
  /** Never shown in any error. */
  readonly password: string;
}

/**
 * Creates a user and gives the id, from the last segment of `Location`. Source: public clients of v2.1.
 *
 * Errors: throws InvalidOptionError for an empty e-mail or password, and shows neither.
 *
 * @param parts how to call, with a client token
 * @param user who
 * @example
 * createUser(parts, { email: 'ada@example.com', password }).subscribe((userId) => userId);
 */
export function createUser({ upstream, endpoints }: OxlinParts, { email, password }: NewUser): Observable<string> {
  if (!email) throw new InvalidOptionError('email', 'an empty text', 'an e-mail address');
  if (!password) throw new InvalidOptionError('password', 'an empty text', 'a password');
  const operation = 'create user';
  const body = JSON.stringify({ email, password });
  return upstream({ operation, method: 'POST', url: endpoints.url(['users']), body }).pipe(
    map((response) => createdId(operation, response)),
  );
}
