/** Why a webhook is not taken in; also the label of its counter. */
export type RefusalReason =
  | 'path'
  | 'address'
  | 'method'
  | 'encoding'
  | 'tooLarge'
  | 'tooSlow'
  | 'budget'
  | 'body'
  | 'decode'
  | 'knownUser'
  | 'store'
  | 'storeDeadline';

/**
 * Travels from the stage that refuses a webhook to the answer; it never leaves the intake.
 *
 * @param reason which stage, and what for
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly reason: RefusalReason,
    options?: ErrorOptions,
  ) {
    super(`webhook refused: ${reason}`, options);
  }
}
