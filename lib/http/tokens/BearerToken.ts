import { LeafType } from '../../model/LeafType.js';

/** A token that may stand in a header: visible ASCII, nothing else. Source: RFC 6750 §2.1 */
export const BearerToken = new LeafType(
  'BearerToken',
  (value): value is string => typeof value === 'string' && /^[\x21-\x7e]+$/.test(value),
);
