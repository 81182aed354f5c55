import { type DynamicModule, Module } from '@nestjs/common';
import { NotificationsModule } from './notifications/notifications.module.js';
import type { NotificationsOptions } from './notifications/notifications.options.js';
import { PaymentsController } from './payments/payments.controller.js';

@Module({ controllers: [PaymentsController] })
export class AppModule {
  static with(options: NotificationsOptions): DynamicModule {
    return { module: AppModule, imports: [NotificationsModule.forRoot(options)] };
  }
}
