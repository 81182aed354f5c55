import * as t from 'io-ts';

const SubscribeMessage = t.intersection(
  [
    t.type({ kind: t.literal('subscribe'), topic: t.string }),
    t.partial({
      since: t.type({ epoch: t.string, offset: t.number }, 'Position'),
      from: t.keyof({ now: null, earliest: null }, 'from'),
    }),
  ],
  'SubscribeMessage',
);

const UnsubscribeMessage = t.type({ kind: t.literal('unsubscribe'), topic: t.string }, 'UnsubscribeMessage');

const PongMessage = t.type({ kind: t.literal('pong') }, 'PongMessage');

/** Everything a client says: one to a WebSocket message. `since` is a position, `from` where to begin without one. */
export const ClientMessage = t.union([SubscribeMessage, UnsubscribeMessage, PongMessage], 'ClientMessage');

/** Everything a client says. */
export type ClientMessage = t.TypeOf<typeof ClientMessage>;

/** A wish to hear of a topic. */
export type SubscribeMessage = t.TypeOf<typeof SubscribeMessage>;
