import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { IntakeDesk } from '../../../lib/notification/intake/IntakeDesk.js';
import { Refusal } from '../../../lib/notification/intake/Refusal.js';
import { fakeNotificationApi, notificationOf } from '../../support/fakeNotificationApi.js';

const receipt = { added: 0, known: 0, erased: 0, expired: 0 };

function desk() {
  const made = new IntakeDesk(fakeNotificationApi({ tenant: 't' }), 30_000);
  const told: unknown[] = [];
  const { notifications, failures } = made.told();
  notifications.subscribe((notification) => told.push(notification));
  failures.subscribe((failure) => told.push(failure));
  return { made, told };
}

describe('IntakeDesk', () => {
  it('publishes the notification with the receipt of the last batch', () => {
    const { made, told } = desk();
    const whole = { users: 0, bad: 0, notification: notificationOf() };
    expect(made.receipt({ batch: { intents: [], quarantined: [], whole }, strangers: 0, receipt }).status).to.equal(
      200,
    );
    expect(told).to.deep.equal([notificationOf()]);
  });

  it('tells the cause of what asks to come again, and of nothing else', async () => {
    const { made, told } = desk();
    const cause = new Error('disk');
    expect((await firstValueFrom(made.refuse(new Refusal('store', { cause })))).status).to.equal(503);
    expect((await firstValueFrom(made.refuse(new Refusal('budget')))).status).to.equal(503);
    expect((await firstValueFrom(made.refuse(new Refusal('path', { cause })))).status).to.equal(404);
    expect(told).to.deep.equal([
      { tenant: 't', reason: 'store', cause },
      { tenant: 't', reason: 'budget' },
    ]);
  });

  it('asks to come again when it does not know what went wrong', async () => {
    const { made, told } = desk();
    const cause = new TypeError('bug');
    expect((await firstValueFrom(made.refuse(cause))).status).to.equal(503);
    expect(told).to.deep.equal([{ tenant: 't', reason: 'decode', cause }]);
  });
});
