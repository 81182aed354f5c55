import * as t from 'io-ts';

const SubscribeMessage = t.exact(
  t.intersection([
    t.type({ kind: t.literal('subscribe'), topic: t.string }),
    t.partial({
      since: t.strict({ epoch: t.string, offset: t.number }, 'Position'),
      from: t.keyof({ now: null, earliest: null }, 'from'),
    }),
  ]),
  'SubscribeMessage',
);

const UnsubscribeMessage = t.strict({ kind: t.literal('unsubscribe'), topic: t.string }, 'UnsubscribeMessage');

const PongMessage = t.strict({ kind: t.literal('pong') }, 'PongMessage');

/**
 * Everything a client says: one to a WebSocket message. `since` is a position, `from` where to begin without one. What is
 * more than that is left out.
 */
export const ClientMessage = t.union([SubscribeMessage, UnsubscribeMessage, PongMessage], 'ClientMessage');

/** Everything a client says. */
export type ClientMessage = t.TypeOf<typeof ClientMessage>;

/** A wish to hear of a topic. */
export type SubscribeMessage = t.TypeOf<typeof SubscribeMessage>;
