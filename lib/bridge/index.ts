// Hub: named topics with a history
export { createHub, type HubOptions } from './hub/createHub.js';
export type { Hub } from './hub/Hub.js';
export type { HubTopic, TopicReading } from './hub/HubTopic.js';
export { TOPIC_DEFAULTS, type SlowPolicy, type TopicOptions, type TopicOwner } from './hub/TopicOptions.js';

// Server: the hub's door for sockets
export { serveBridge, type Bridge } from './server/serveBridge.js';
export { BRIDGE_DEFAULTS, type BridgeOptions, type BridgeRequest } from './server/options.js';
export type { BridgeSession } from './server/BridgeSession.js';
export { createTickets, type Tickets, type TicketsOptions } from './server/createTickets.js';

// Protocol: docs/protocol.md in types
export { BRIDGE_PROTOCOL } from './protocol/BRIDGE_PROTOCOL.js';
export { CLOSE_CODES, type CloseReason } from './protocol/CLOSE_CODES.js';
export type { ClientMessage } from './protocol/ClientMessage.js';
export type { Position } from './protocol/Position.js';
export type {
  ServerMessage,
  Welcome,
  Subscribed,
  TopicSnapshot,
  TopicEvent,
  Skipped,
  TopicReset,
  Refused,
  Ping,
  SubscribedReason,
  TopicState,
} from './protocol/ServerMessage.js';

// Ports: what carries it
export type { FramePosition, SharedFrame, SocketPort, SocketRequest } from '../ports/SocketPort.js';
export type { AdmittedSocket, RefusedSocket, SocketAdmission, SocketService } from '../ports/SocketService.js';
