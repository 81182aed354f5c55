import 'reflect-metadata';
import type { YodleeApi } from 'millrace/yodlee';
import { lastValueFrom } from 'rxjs';
import { createApp } from './createApp.js';
import { YODLEE_API } from './notifications/notifications.options.js';

function given(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set`);
  return value;
}

async function main(): Promise<void> {
  const callbackSecret = given('MILLRACE_CALLBACK_SECRET');
  const app = await createApp({
    baseUrl: given('MILLRACE_YODLEE_BASE_URL'),
    clientId: given('MILLRACE_YODLEE_CLIENT_ID'),
    clientSecret: given('MILLRACE_YODLEE_CLIENT_SECRET'),
    adminLogin: given('MILLRACE_YODLEE_ADMIN_LOGIN'),
    callbackSecret,
    file: process.env['INBOX'] ?? 'inbox.db',
    // Your table of users; here, those of the sandbox.
    isOurs: (userId) => /^user-\d+$/.test(userId),
  });
  await app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1');

  // Upstream tries the URL, so the receiver has to be up.
  const publicUrl = process.env['PUBLIC_URL'] ?? (await app.getUrl());
  const { subscriptions } = app.get<YodleeApi>(YODLEE_API);
  console.log(await lastValueFrom(subscriptions.ensure('DATA_UPDATES', `${publicUrl}/hooks/${callbackSecret}`)));
}

void main();
