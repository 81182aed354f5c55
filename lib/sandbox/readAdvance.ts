import type { SandboxRequest } from './core/SandboxRequest.js';

/**
 * Reads how far `POST /__sandbox/advance` wants to jump; undefined when it is another request, `'invalid'` when the
 * body is not `{"ms": n}` with n ≥ 0.
 *
 * @param request what was asked
 * @example
 * readAdvance({ origin: 'api', method: 'POST', target: '/__sandbox/advance', headers: {}, body: '{"ms":60000}' }); // 60000
 */
export function readAdvance(request: SandboxRequest): number | 'invalid' | undefined {
  const { origin, method, target, body } = request;
  if (origin !== 'api' || method !== 'POST' || target !== '/__sandbox/advance') return undefined;
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== 'object' || parsed === null || !('ms' in parsed)) return 'invalid';
    const { ms } = parsed;
    return typeof ms === 'number' && Number.isFinite(ms) && ms >= 0 ? ms : 'invalid';
  } catch {
    return 'invalid';
  }
}
