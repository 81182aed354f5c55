import type { ChannelOutcome, Connection, EventSeen, Outcome, QueueEvent, Triggered } from '../../lib/index.js';

/** Updates that are valid by default, for specs of what draws them. */
export const triggered = (connectionId: string, given: Partial<Triggered> = {}): Triggered => ({
  kind: 'triggered',
  connectionId,
  at: new Date('2026-01-02T03:04:05Z'),
  attached: false,
  ...given,
});

export const connection = (id: string, given: Partial<Connection> = {}): Connection => ({
  id,
  status: 'SUCCESS',
  channels: [],
  ...given,
});

export const eventSeen = (
  connectionId: string | undefined,
  event: Partial<QueueEvent> = {},
  late = false,
): EventSeen => ({
  kind: 'event',
  ...(connectionId !== undefined && { connectionId }),
  event: { id: '1', type: 'LOGIN_SUCCESS', ...event },
  late,
});

export const channelOutcome = (given: Partial<ChannelOutcome> = {}): ChannelOutcome => ({
  channelId: '11',
  mode: 'REDIRECT',
  status: 'SUCCESS',
  fresh: true,
  unavailable: false,
  whoMustAct: 'nobody',
  ...given,
});

export const outcome = (connectionId: string, given: Partial<Outcome> = {}): Outcome => ({
  kind: 'outcome',
  connectionId,
  result: 'succeeded',
  channels: [channelOutcome()],
  hasFreshData: true,
  whoMustAct: 'nobody',
  evidence: { rule: 'endDate', observedIn: 'queue', attached: false, endDates: [] },
  ...given,
});
