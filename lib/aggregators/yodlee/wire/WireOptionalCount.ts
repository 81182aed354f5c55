import { LeafType } from '../../../model/LeafType.js';

/** A count, or null, which counts as left out. Source: OpenAPI int64. */
export const WireOptionalCount = new LeafType('Count | null', isOptionalCount);

function isOptionalCount(value: unknown): value is number | null {
  return value === null || (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0);
}
