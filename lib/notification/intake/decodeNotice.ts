import { filter, of, type OperatorFunction } from 'rxjs';
import { openWith } from '../../operators/openWith.js';
import type { DecodedNotice, NoticeEnvelope, NotificationApi } from '../../ports/NotificationApi.js';
import { refuseAs } from './refuseAs.js';

/**
 * Decodes a body while it arrives; a body without a byte, which is a probe, gives nothing.
 *
 * ```marble
 * source        a---b---|
 * decodeNotice  i---i---(n|)
 * ```
 *
 * Memory: that of the aggregator's decoder. Errors with a Refusal.
 *
 * @param api whose notices they are
 * @param envelope how the body came
 * @example
 * bytes.pipe(decodeNotice(api, { receivedAt: new Date(api.scheduler.now()) }));
 */
export function decodeNotice(
  api: NotificationApi,
  envelope: NoticeEnvelope,
): OperatorFunction<Uint8Array, DecodedNotice> {
  return (bytes) =>
    bytes.pipe(
      filter(({ byteLength }) => byteLength > 0),
      openWith(
        () => of(envelope),
        (opened, all) => api.decode(all, opened),
      ),
      refuseAs('decode'),
    );
}
