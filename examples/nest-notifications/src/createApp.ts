import { type INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { notificationListener } from 'millrace/node';
import type { NotificationIntake } from 'millrace/yodlee';
import { AppModule } from './app.module.js';
import { type NotificationsOptions, RECEIVER } from './notifications/notifications.options.js';

/** Makes the application; webhooks are taken before any body parser can read them. */
export async function createApp(options: NotificationsOptions): Promise<INestApplication> {
  const app = await NestFactory.create(AppModule.with(options), { logger: ['error', 'warn'] });
  const listener = notificationListener(app.get<NotificationIntake>(RECEIVER));
  // Middleware stands before Nest's own parsers, and knows GET and HEAD, by which upstream tries the URL.
  app.use('/hooks', listener);
  app.enableShutdownHooks();
  return app;
}
