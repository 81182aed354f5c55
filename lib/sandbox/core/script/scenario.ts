import { EXIT_CODES } from './EXIT_CODES.js';
import type { ConnectionScript, ExpectedResult, ScenarioScript } from './ScenarioScript.js';

/**
 * Writes a scenario of one connection that must be reported as `result`.
 *
 * @param name its name
 * @param result what a client must report
 * @param summary one sentence for people
 * @param rest what makes it differ from a sync that simply succeeds
 * @example
 * scenario('partial', 'partial', 'One channel brings only part.', { channels: [{ mode: 'REDIRECT', ends: 'PARTIAL_SUCCESS' }] });
 */
export function scenario(
  name: string,
  result: ExpectedResult,
  summary: string,
  rest: ConnectionScript & Pick<ScenarioScript, 'server' | 'switches' | 'others'> = {},
): ScenarioScript {
  const { server, switches, others, ...connection } = rest;
  return {
    name,
    summary,
    expected: { result, exitCode: EXIT_CODES[result] },
    connections: [connection],
    ...(others === undefined ? {} : { others }),
    ...(server === undefined ? {} : { server }),
    ...(switches === undefined ? {} : { switches }),
  };
}
