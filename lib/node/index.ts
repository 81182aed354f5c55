// Intake: webhooks from a server to a receiver
export { INTAKE_SERVER_OPTIONS } from './INTAKE_SERVER_OPTIONS.js';
export {
  notificationListener,
  type NotificationListener,
  type NotificationListenerOptions,
} from './notificationListener.js';
export type { ServerRequest, WrappedReply, WrappedRequest } from './intake/openRequest.js';

// HTTP
export { undiciHttpPort, type UndiciHttpPortOptions } from './undiciHttpPort.js';

// Fan-out: pages that are too many for memory
export { type FileSpool, fileSpool } from './fileSpool.js';

// Bridge: topics over WebSocket and server-sent events
export { attachWebSockets, type WebSocketsOptions } from './bridge/attachWebSockets.js';
export { eventStreamListener, type EventStreamListener } from './bridge/eventStreamListener.js';
