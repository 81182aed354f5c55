/** A channel as OXLIN writes it; a member that is `undefined` is left out of the JSON. */
export interface ChannelJson {
  /** Source: seed 000. */
  readonly channel_definition_id: string | number;
  /** Source: seed 000. */
  readonly status: string;
  /** Source: answers recorded by public clients of v2.1. */
  readonly mode?: string | null | undefined;
  /** Source: seed 000. Unit: s since the epoch. */
  readonly expires?: number | null | undefined;
  /** Source: seed 000. Unit: s since the epoch. */
  readonly last_success_date?: number | null | undefined;
  /** Source: seed 000. Unit: s since the epoch. */
  readonly last_end_date?: number | null | undefined;
  /** Source: answers recorded by public clients of v2.1. */
  readonly channel_definition_unavailable?: boolean | null | undefined;
  /** Whatever else upstream may send. */
  readonly [member: string]: unknown;
}

/** A connection as OXLIN writes it; a member that is `undefined` is left out of the JSON. */
export interface ConnectionJson {
  /** Source: seed 000. */
  readonly id: string | number;
  /** Source: seed 000. */
  readonly status: string;
  /** Source: seed 000. */
  readonly provider_id?: string | number | null | undefined;
  /** Source: seed 000. */
  readonly name?: string | null | undefined;
  /** Source: seed 000. */
  readonly channels?: readonly ChannelJson[] | null | undefined;
  /** Source: seed 000. Unit: s since the epoch. */
  readonly creation_date?: number | null | undefined;
  /** Source: answers recorded by public clients of v2.1. */
  readonly auto_sync?: boolean | null | undefined;
  /** Whatever else upstream may send. */
  readonly [member: string]: unknown;
}

/**
 * Builds the JSON that is decoded into the channel of `buildChannel`.
 *
 * @param overrides what is to be different, in OXLIN's words
 * @example
 * buildChannelJson({ status: 'TOKEN_EXPIRED' }).channel_definition_id; // '8701'
 */
export function buildChannelJson(overrides: Partial<ChannelJson> = {}): ChannelJson {
  const endS = Date.UTC(2018, 5, 4, 11, 34, 44) / 1000;
  return {
    channel_definition_id: '8701',
    mode: 'REDIRECT',
    status: 'SUCCESS',
    last_success_date: endS,
    last_end_date: endS,
    channel_definition_unavailable: false,
    ...overrides,
  };
}

/**
 * Builds the JSON that is decoded into the connection of `buildConnection`: what `GET /connections/{id}` answers, and the
 * resource of a queue event.
 *
 * @param overrides what is to be different, in OXLIN's words
 * @example
 * jsonResponse(200, buildConnectionJson({ status: 'RUNNING' }));
 */
export function buildConnectionJson(overrides: Partial<ConnectionJson> = {}): ConnectionJson {
  return {
    id: '1001',
    provider_id: '200',
    name: 'Test Bank',
    status: 'SUCCESS',
    channels: [buildChannelJson(), buildChannelJson({ channel_definition_id: '8700', mode: 'EMBEDDED' })],
    auto_sync: true,
    ...overrides,
  };
}
