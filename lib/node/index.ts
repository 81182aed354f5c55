// Intake: webhooks from a server to a receiver
export { INTAKE_SERVER_OPTIONS } from './INTAKE_SERVER_OPTIONS.js';
export {
  notificationListener,
  type NotificationListener,
  type NotificationListenerOptions,
} from './notificationListener.js';
export type { ServerRequest, WrappedReply, WrappedRequest } from './intake/openRequest.js';
