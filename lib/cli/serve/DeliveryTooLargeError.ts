/** A delivery is larger than what can be written in one piece: it fails for that user, each time. */
export class DeliveryTooLargeError extends Error {
  override readonly name = 'DeliveryTooLargeError';
  constructor(readonly mostCharacters: number) {
    super(`write a delivery: more than ${String(mostCharacters)} characters in one; only the book takes it`);
  }
}
