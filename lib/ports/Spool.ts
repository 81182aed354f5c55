import type { Observable } from 'rxjs';
import type { UserDataPage } from '../model/UserDataPage.js';

/** The pages of one window, outside memory. */
export interface PageSpool {
  /** Emits once when the page is written. */
  append(page: UserDataPage): Observable<void>;
  /** Reads all pages again, any number of times, one at a time. */
  readonly pages: Iterable<UserDataPage>;
  /** Removes what was written; safe to call twice. */
  remove(): void;
}

/** Where pages go that are too many for memory: bank data, so nobody else may read it, and nothing stays behind. */
export interface Spool {
  open(): PageSpool;
}
