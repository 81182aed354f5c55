/**
 * The bridge does not let this client hear a topic, or the topic keeps no state that could be read.
 *
 * Who must act: the integrator, who decides in `authorizeTopic` and in the options of the topic. Never retryable.
 *
 * @param topic which
 * @param code why
 */
export class BridgeRefusedError extends Error {
  override readonly name = 'BridgeRefusedError';
  readonly whoMustAct = 'integrator';
  constructor(
    readonly topic: string,
    readonly code: 'forbidden' | 'revoked' | 'noState',
    options?: ErrorOptions,
  ) {
    super(`topic ${JSON.stringify(topic)}: ${code}`, options);
  }
}
