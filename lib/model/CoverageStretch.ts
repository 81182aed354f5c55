import type { DataWindow } from './DataWindow.js';

/**
 * What is known of a stretch of time: a notice spoke of it; nobody has asked yet; the events API was asked and knew
 * nothing that we did not, whatever notices had told; or it knew of changes of which no notice had come.
 */
export interface CoverageStretch {
  readonly window: DataWindow;
  readonly state: 'noticed' | 'unproven' | 'quiet' | 'missed';
}
