import { of } from 'rxjs';
import type { NotificationReceiver } from '../ports/NotificationReceiver.js';
import { refusalAnswer } from './intake/answers.js';
import type { NotificationIntake } from './intake/NotificationIntake.js';

/**
 * Puts the receivers of several tenants behind one address: the path secret tells whose a webhook is.
 *
 * Every secret is compared, whichever it was, so that time does not tell; a path with none of them gets the 404 that a
 * single receiver gives. Listen to `notifications$` and `failures$` of each receiver.
 *
 * @param intakes one for each tenant
 * @example
 * const receive = receiveNotifications([receiveNotification(yodleeOfA, inbox, a), receiveNotification(yodleeOfB, inbox, b)]);
 */
export function receiveNotifications(intakes: readonly NotificationIntake[]): NotificationReceiver {
  return (request) => {
    const [receive] = intakes.filter((intake) => intake.opens(request.path));
    return receive === undefined ? of(refusalAnswer('path', 0)) : receive(request);
  };
}
