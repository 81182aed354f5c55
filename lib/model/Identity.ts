/**
 * A string that names one thing of one kind; identities of different kinds do not mix, plain strings are welcome.
 *
 * Identities are strings end to end: upstream's digits exceed what a JavaScript number can hold.
 */
export type Identity<Kind extends string> = string & { readonly __identity?: Kind };

/** A user's link to one provider. Source: seed 000 (`resource.id`). */
export type ConnectionId = Identity<'connection'>;
/** One product feed inside a connection. Source: seed 000 (`channel_definition_id`). */
export type ChannelId = Identity<'channel'>;
/** An upstream queue, which belongs to one user. Source: seed 000 (`/queues/{queue_id}`). */
export type QueueId = Identity<'queue'>;
/** One entry of a queue. Source: seed 000 (`id`). */
export type EventId = Identity<'event'>;
/** One financial product of a connection. Source: GET /accounts. */
export type AccountId = Identity<'account'>;
/** One movement on an account. Source: GET /transactions. */
export type TransactionId = Identity<'transaction'>;
/** The name by which the integrator registered an end customer. Source: seed 003 (`user.loginName`). Redacted everywhere. */
export type LoginName = Identity<'loginName'>;
