// The bridge as a page sees it
export { connectBridge, type BridgeClient, type BridgeClientOptions } from './connectBridge.js';
export type { BridgeMessage } from './BridgeMessage.js';
export type { BridgeStatus } from './BridgeStatus.js';
export { BridgeRefusedError } from './BridgeRefusedError.js';
export type { DecodeData } from './FoldedState.js';
export {
  eventStreamClient,
  type PlatformAnswer,
  type PlatformFetch,
  type PlatformFetchInit,
  type PlatformReader,
} from './eventStreamClient.js';
export { webSocketClient, type PlatformSocket, type PlatformWebSocket } from './webSocketClient.js';

// Ports: what the client needs from outside
export type {
  ClientSocketEvent,
  ClientSocketPort,
  ClientSocketRequest,
  OpenedSocket,
} from '../../ports/ClientSocketPort.js';
