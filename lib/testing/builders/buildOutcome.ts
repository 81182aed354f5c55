import type { Outcome } from '../../model/Outcome.js';

/**
 * Builds the outcome of a sync that went well: both channels moved their end date.
 *
 * @param overrides what is to be different
 * @example
 * buildOutcome({ result: 'partial' }).hasFreshData; // true
 */
export function buildOutcome(overrides: Partial<Outcome> = {}): Outcome {
  const before = new Date('2018-06-03T03:00:00Z');
  const after = new Date('2018-06-04T11:34:44Z');
  const channel = {
    status: 'SUCCESS',
    fresh: true,
    unavailable: false,
    lastEndAt: after,
    whoMustAct: 'nobody',
  } as const;
  return {
    kind: 'outcome',
    connectionId: '1001',
    result: 'succeeded',
    channels: [
      { channelId: '8701', mode: 'REDIRECT', ...channel },
      { channelId: '8700', mode: 'EMBEDDED', ...channel },
    ],
    hasFreshData: true,
    whoMustAct: 'nobody',
    evidence: {
      rule: 'endDate',
      observedIn: 'queue',
      status: 'SUCCESS',
      triggeredAt: new Date('2018-06-04T11:34:40Z'),
      attached: false,
      event: { id: '20', type: 'SYNC_ALL_SUCCESS', createdAt: new Date('2018-06-04T11:34:57Z') },
      endDates: [
        { channelId: '8701', before, after },
        { channelId: '8700', before, after },
      ],
    },
    ...overrides,
  };
}
