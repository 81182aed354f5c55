import { ConfigurableModuleBuilder, Global, Module } from '@nestjs/common';
import type { HttpPort, TokenSource } from 'millrace';
import { axiosHttpPort } from 'millrace/axios';
import { clientCredentials } from 'millrace/oxlin';
import { createApi } from './createApi.js';
import { HTTP_PORT, type MillraceOptions, OXLIN_API, SYNC_OPTIONS, TOKEN_SOURCE } from './millrace.options.js';

const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } = new ConfigurableModuleBuilder<MillraceOptions>()
  .setClassMethodName('forRoot')
  .build();

/** Makes the aggregator's api injectable: `MillraceModule.forRoot(options)`, or `forRootAsync({ useFactory, inject })`. */
@Global()
@Module({
  providers: [
    {
      provide: HTTP_PORT,
      inject: [MODULE_OPTIONS_TOKEN],
      useFactory: ({ baseUrl, authUrl }: MillraceOptions) => axiosHttpPort({ origins: [baseUrl, authUrl] }),
    },
    {
      provide: TOKEN_SOURCE,
      inject: [MODULE_OPTIONS_TOKEN, HTTP_PORT],
      useFactory: ({ authUrl, clientId, clientSecret }: MillraceOptions, http: HttpPort) =>
        clientCredentials({ authUrl, clientId, clientSecret, http }),
    },
    {
      provide: OXLIN_API,
      inject: [MODULE_OPTIONS_TOKEN, HTTP_PORT, TOKEN_SOURCE],
      useFactory: ({ baseUrl }: MillraceOptions, http: HttpPort, tokens: TokenSource) =>
        createApi({ baseUrl, http, tokens }),
    },
    { provide: SYNC_OPTIONS, inject: [MODULE_OPTIONS_TOKEN], useFactory: ({ sync }: MillraceOptions) => sync },
  ],
  exports: [OXLIN_API, SYNC_OPTIONS],
})
export class MillraceModule extends ConfigurableModuleClass {}
