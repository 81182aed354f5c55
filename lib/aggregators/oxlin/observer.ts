import type { Connection } from '../../model/Connection.js';
import type { Telemetry } from '../../ports/Telemetry.js';
import { isKnownWord } from './isKnownWord.js';
import type { QueuePage } from './wire/decodePage.js';

/** Counts what the codecs met and did not know. */
export interface Observer {
  page(page: QueuePage): void;
  connection(connection: Connection): void;
  /** Links of a sync-all that were not of the one form that is taken. */
  droppedLinks(links: number): void;
}

/**
 * Makes the counters `quarantined_total`, `decode_unknown_total{what}` and `connection_links_dropped_total`.
 *
 * @param telemetry the sink
 * @param tenant a label of each
 * @example
 * createObserver(telemetry, 'default').connection({ id: '7', status: 'NEW_WORD', channels: [] });
 */
export function createObserver(telemetry: Telemetry, tenant: string): Observer {
  const unknown = (what: string): void => {
    telemetry.count('decode_unknown_total', 1, { tenant, what });
  };
  const connection = ({ status, channels }: Connection): void => {
    if (!isKnownWord('connectionStatus', status)) unknown('connection_status');
    for (const channel of channels) if (!isKnownWord('channelStatus', channel.status)) unknown('channel_status');
  };
  return {
    connection,
    page: ({ events, quarantined, aliased }) => {
      if (quarantined.length > 0) telemetry.count('quarantined_total', quarantined.length, { tenant });
      if (aliased > 0) unknown('event_status');
      for (const event of events) {
        if (!isKnownWord('eventType', event.type)) unknown('event_type');
        if (event.connection !== undefined) connection(event.connection);
      }
    },
    droppedLinks: (links) => {
      telemetry.count('connection_links_dropped_total', links, { tenant });
    },
  };
}
