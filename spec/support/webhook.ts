import { type Observable, of } from 'rxjs';
import type { RawRequest } from '../../lib/ports/NotificationReceiver.js';

/** A secret of the right form. */
export const SECRET = 'canary-secret-0123456789';

/** A webhook with the right secret; `body` is bytes, or what they come out of. */
export function webhook(body: Uint8Array | Observable<Uint8Array>, own: Partial<RawRequest> = {}): RawRequest {
  return {
    method: 'POST',
    path: `/hooks/${SECRET}`,
    headers: { 'content-type': 'application/json' },
    remoteAddress: '192.0.2.7',
    body: body instanceof Uint8Array ? of(body) : body,
    ...own,
  };
}
