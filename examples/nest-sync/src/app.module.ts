import { Module } from '@nestjs/common';
import { BanksModule } from './banks/banks.module.js';
import { MillraceModule } from './millrace/millrace.module.js';
import { optionsFromEnv } from './millrace/optionsFromEnv.js';

@Module({ imports: [MillraceModule.forRootAsync({ useFactory: () => optionsFromEnv(process.env) }), BanksModule] })
// eslint-disable-next-line @typescript-eslint/no-extraneous-class -- its decorator is what a module is
export class AppModule {}
