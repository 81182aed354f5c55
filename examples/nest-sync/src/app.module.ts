import { Module } from '@nestjs/common';
import { BanksModule } from './banks/banks.module.js';
import { MillraceModule } from './millrace/millrace.module.js';
import { optionsFromEnv } from './millrace/optionsFromEnv.js';

@Module({ imports: [MillraceModule.forRootAsync({ useFactory: () => optionsFromEnv(process.env) }), BanksModule] })
export class AppModule {}
