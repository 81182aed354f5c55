import type { DataWindow } from './DataWindow.js';
import type { LoginName } from './Identity.js';

/** Says whose data changed and when; it holds nothing of the data itself. */
export interface Intent {
  readonly userId: LoginName;
  readonly window: DataWindow;
}
