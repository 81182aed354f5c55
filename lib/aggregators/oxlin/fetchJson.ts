import { map, type Observable } from 'rxjs';
import { DecodeError } from '../../errors/DecodeError.js';
import type { Decoded } from '../../model/decodeWith.js';
import type { CallOptions, Dated } from '../../ports/QueueApi.js';
import type { Upstream } from './callUpstream.js';
import { jsonBody } from '../shared/jsonBody.js';
import { serverDate } from '../../ports/serverDate.js';

/** What to read, and as what. */
export interface JsonRead<A> {
  /** In words without identifiers. */
  readonly operation: string;
  readonly url: URL;
  readonly decode: (value: unknown) => Decoded<A>;
}

/**
 * Reads one resource and decodes it as a whole, together with upstream's clock.
 *
 * Errors: DecodeError when it is not what was expected.
 *
 * @param upstream makes the call
 * @param read what, and as what
 * @param call the caller's deadline
 * @example
 * fetchJson(upstream, { operation: 'read user', url, decode: decodeWith(ProfileWire) }).subscribe();
 */
export function fetchJson<A>(upstream: Upstream, read: JsonRead<A>, call?: CallOptions): Observable<Dated<A>> {
  const { operation, url, decode } = read;
  return upstream({ operation, method: 'GET', url }, call).pipe(
    map((response) => {
      const decoded = decode(jsonBody(operation, response));
      if (decoded.kind === 'refused') throw new DecodeError(operation, decoded.failures);
      const serverAt = serverDate(response);
      return serverAt === undefined ? { value: decoded.value } : { value: decoded.value, serverAt };
    }),
  );
}
