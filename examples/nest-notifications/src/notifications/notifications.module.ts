import { ConfigurableModuleBuilder, Global, Module } from '@nestjs/common';
import { undiciHttpPort } from 'millrace/node';
import { openSqliteStore, type SqliteStore } from 'millrace/store/sqlite';
import { createYodlee, receiveNotification, type YodleeApi, yodleeTokens } from 'millrace/yodlee';
import { lastValueFrom } from 'rxjs';
import { createPayments, erasePayments } from '../payments/payments.js';
import { type NotificationsOptions, RECEIVER, STORE, YODLEE_API } from './notifications.options.js';
import { NotificationsService } from './notifications.service.js';

export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } = new ConfigurableModuleBuilder<NotificationsOptions>()
  .setClassMethodName('forRoot')
  .build();

async function openStore({ file }: NotificationsOptions): Promise<SqliteStore> {
  const store = await openSqliteStore({ file, erasers: [erasePayments] });
  await lastValueFrom(store.transact(createPayments));
  return store;
}

function openApi({ baseUrl, clientId, clientSecret, adminLogin, isOurs }: NotificationsOptions): YodleeApi {
  const http = undiciHttpPort({ origins: [baseUrl] });
  const knownUser = ({ userId }: { readonly userId: string }) => isOurs(userId);
  const tokens = yodleeTokens({ baseUrl, clientId, clientSecret, adminLogin, http, knownUser });
  return createYodlee({ baseUrl, tokens, http });
}

/** Makes store, api and receiver injectable, and runs the two streams: `NotificationsModule.forRoot(options)`. */
@Global()
@Module({
  providers: [
    { provide: STORE, inject: [MODULE_OPTIONS_TOKEN], useFactory: openStore },
    { provide: YODLEE_API, inject: [MODULE_OPTIONS_TOKEN], useFactory: openApi },
    {
      provide: RECEIVER,
      inject: [MODULE_OPTIONS_TOKEN, YODLEE_API, STORE],
      useFactory: ({ callbackSecret, isOurs }: NotificationsOptions, api: YodleeApi, store: SqliteStore) =>
        receiveNotification(api, store.inbox, {
          pathSecret: callbackSecret,
          knownUser: (_tenant, userId) => isOurs(userId),
        }),
    },
    {
      provide: NotificationsService,
      inject: [YODLEE_API, STORE, MODULE_OPTIONS_TOKEN],
      useFactory: (api: YodleeApi, store: SqliteStore, options: NotificationsOptions) =>
        new NotificationsService(api, store, options),
    },
  ],
  exports: [STORE, YODLEE_API, RECEIVER],
})
export class NotificationsModule extends ConfigurableModuleClass {}
