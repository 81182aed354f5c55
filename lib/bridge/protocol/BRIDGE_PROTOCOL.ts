/** The WebSocket subprotocol of the bridge, with its version: docs/protocol.md is the norm. */
export const BRIDGE_PROTOCOL = 'millrace.bridge.v1';
