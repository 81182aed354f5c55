import { pino, type Logger } from 'pino';
import type { Telemetry } from '../index.js';
import type { Output } from './Host.js';

/** Never expected in a log line; if one slips in, its value does not. */
const SECRETS = [
  'token',
  'clientSecret',
  'username',
  'password',
  'authorization',
  '*.token',
  '*.clientSecret',
  '*.username',
  '*.password',
  '*.authorization',
];

/**
 * Opens the log on stderr: warnings and errors, or everything.
 *
 * @param stderr where the lines go
 * @param verbose everything
 * @example
 * createLog(host.stderr, false).warn('slow');
 */
export function createLog(stderr: Output, verbose: boolean): Logger {
  return pino({ level: verbose ? 'debug' : 'warn', base: null, redact: SECRETS }, stderr);
}

/**
 * Writes what the library counts into the log.
 *
 * @param log the log
 * @example
 * createOxlin({ baseUrl, tokens, http, telemetry: logTelemetry(log) });
 */
export function logTelemetry(log: Pick<Logger, 'debug'>): Telemetry {
  return {
    count: (name, by, labels) => log.debug({ count: name, by, ...labels }),
    gauge: (name, value, labels) => log.debug({ gauge: name, value, ...labels }),
  };
}
