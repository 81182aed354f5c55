import * as t from 'io-ts';
import type { Profile } from '../Profile.js';
import { WireId, WireOptionalText } from '../../shared/leaves.js';

/** A user as upstream writes them. Source: public clients of v2.1. */
export const ProfileWire = t.intersection([t.type({ id: WireId }), t.partial({ email: WireOptionalText })], 'User');
export type ProfileWire = t.TypeOf<typeof ProfileWire>;

/**
 * Turns a user from upstream's words into millrace's.
 *
 * @param wire a decoded user
 * @example
 * toProfile({ id: 501 }); // { id: '501' }
 */
export function toProfile({ id, email }: ProfileWire): Profile {
  return { id: String(id), ...(typeof email === 'string' ? { email } : {}) };
}
