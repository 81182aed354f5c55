/**
 * The pages of one window do not belong together: the data changed while they were read.
 *
 * Retryable: the window is read again from its first page.
 *
 * @param expected transactions that the first page announced
 * @param found transactions that all pages held
 */
export class PagesMismatchError extends Error {
  override readonly name = 'PagesMismatchError';
  readonly whoMustAct = 'nobody';
  constructor(
    readonly expected: number,
    readonly found: number,
    options?: ErrorOptions,
  ) {
    super('read user data: the pages do not belong together', options);
  }
}
