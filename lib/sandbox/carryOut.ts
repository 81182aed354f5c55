import { type Agent, type ClientRequest, request } from 'node:http';
import { Buffer } from 'node:buffer';
import type { EffectResult, OutboundEffect } from './core/yodlee/OutboundEffect.js';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Carries out a request of the notification service: over plain HTTP, to this machine only, never following a redirect.
 * Whatever else is asked for counts as unreachable. Never rejects.
 *
 * @param effect the request
 * @param agent keeps the connections
 * @returns the status that came back; none when nothing did in time
 * @example
 * const result = await carryOut(effect, agent);
 */
export async function carryOut(effect: OutboundEffect, agent: Agent): Promise<EffectResult> {
  const url = URL.canParse(effect.url) ? new URL(effect.url) : undefined;
  if (url?.protocol !== 'http:' || !LOOPBACK.has(url.hostname)) return { id: effect.id };
  const first = await attempt(effect, url, agent);
  // A kept connection that the receiver had already closed says nothing about the receiver.
  const result = first === 'stale' ? await attempt(effect, url, agent) : first;
  return { id: effect.id, ...(typeof result === 'number' ? { status: result } : {}) };
}

const attempt = (effect: OutboundEffect, url: URL, agent: Agent): Promise<number | 'stale' | undefined> =>
  new Promise((resolve) => {
    const { method, body, timeoutMs } = effect;
    const bytes = Buffer.from(body, 'utf8');
    const length = method === 'POST' ? { 'content-length': String(bytes.length) } : {};
    const out: ClientRequest = request(url, { method, agent, headers: { ...effect.headers, ...length } });
    const timer = setTimeout(() => out.destroy(new Error('timeout')), timeoutMs);
    const end = (result: number | 'stale' | undefined): void => {
      clearTimeout(timer);
      resolve(result);
    };
    out.on('response', (response) => {
      response.on('end', () => end(response.statusCode));
      // The status came; what follows it does not matter.
      response.on('close', () => end(response.statusCode));
      response.resume();
    });
    out.on('error', (error) => end(out.reusedSocket && error.message !== 'timeout' ? 'stale' : undefined));
    out.end(bytes);
  });
