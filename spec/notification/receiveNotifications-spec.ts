import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { receiveNotification } from '../../lib/notification/receiveNotification.js';
import { receiveNotifications } from '../../lib/notification/receiveNotifications.js';
import { fakeInbox } from '../support/fakeInbox.js';
import { fakeBody, fakeNotificationApi } from '../support/fakeNotificationApi.js';
import { SECRET, webhook } from '../support/webhook.js';

describe('receiveNotifications', () => {
  const inbox = fakeInbox();
  const intakeOf = (tenant: string) =>
    receiveNotification(fakeNotificationApi({ tenant }), inbox, { pathSecret: `${SECRET}-${tenant}` });
  const receive = receiveNotifications(['a', 'b'].map(intakeOf));

  it('gives each tenant what came to its own secret', async () => {
    for (const tenant of ['b', 'a']) {
      const request = webhook(fakeBody([`user-of-${tenant}`]), { path: `/${SECRET}-${tenant}` });
      expect((await firstValueFrom(receive(request))).status).to.equal(200);
    }
    expect(inbox.puts.map(({ tenant, intents }) => [tenant, intents[0]?.userId])).to.deep.equal([
      ['b', 'user-of-b'],
      ['a', 'user-of-a'],
    ]);
  });

  it('answers as a single receiver does to a path that is nobody’s', async () => {
    const request = webhook(fakeBody(['u']), { path: `/${SECRET}-c` });
    const single = receiveNotification(fakeNotificationApi(), inbox, { pathSecret: SECRET });
    expect(await firstValueFrom(receive(request))).to.deep.equal(await firstValueFrom(single(request)));
  });
});
