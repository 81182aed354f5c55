import { LeafType } from '../../../model/LeafType.js';

const EARLIEST_S = Date.UTC(2000, 0) / 1000;
const LATEST_S = Date.UTC(2100, 0) / 1000;

/**
 * Seconds since the epoch between 2000 and 2100, so never milliseconds; 0 and null stand for none.
 * Source: seed 000. A day is its midnight in Europe/Paris; source: answers recorded by public clients of v2.1
 * (1639954800 is 20 December 2021).
 */
export const WireOptionalSeconds = new LeafType('EpochSeconds | null', isOptionalSeconds);

function isOptionalSeconds(value: unknown): value is number | null {
  return value === null || value === 0 || (typeof value === 'number' && value >= EARLIEST_S && value < LATEST_S);
}
