import type { ServerResponse } from 'node:http';
import { Buffer } from 'node:buffer';
import type { SandboxAnswer } from './core/SandboxAnswer.js';

/**
 * Puts an answer on its socket, or the trouble it carries: a reset, silence, or a body cut in the middle.
 *
 * @param answer what the simulator answered
 * @param response where it goes
 * @example
 * sendAnswer(answer, response);
 */
export function sendAnswer(answer: SandboxAnswer, response: ServerResponse): void {
  if (answer.fault === 'hang' || response.destroyed) return;
  if (answer.fault === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  const body = Buffer.from(answer.body, 'utf8');
  const bodiless = answer.status === 204 || answer.status === 304;
  response.writeHead(answer.status, { ...answer.headers, ...(bodiless ? {} : { 'content-length': body.length }) });
  if (answer.fault === 'truncate' && body.length > 1) {
    response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.socket?.destroy());
    return;
  }
  response.end(bodiless ? undefined : body);
}
