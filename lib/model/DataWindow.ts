/**
 * A stretch of time in which data changed, half-open `[from, until)`, both on whole seconds.
 *
 * Upstream closes windows to the second, `10:00:00` to `10:14:59`; kept half-open, two that follow each other touch.
 * Source: seed 003 (`fromDate`, `toDate`).
 */
export interface DataWindow {
  readonly from: Date;
  /** The first second that is no longer part of it. */
  readonly until: Date;
}
