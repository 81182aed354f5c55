import type { Host } from '../../Host.js';
import type { ServedLine } from './DemoTally.js';

/**
 * Gives a host whose stdout is read, line by line, instead of shown.
 *
 * @param host the world around
 * @param changes another environment, another folder
 * @param onLine told of each line of NDJSON
 * @example
 * serveCommand(lineHost(host, { env, folder }, (line) => tally.add(line)), flags).run.subscribe();
 */
export function lineHost(host: Host, changes: Pick<Host, 'env' | 'folder'>, onLine: (line: ServedLine) => void): Host {
  let rest = '';
  const write = (text: string): void => {
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const told: unknown = line.startsWith('{') ? JSON.parse(line) : undefined;
      if (isServed(told)) onLine(told);
    }
  };
  const deliver = (text: string): Promise<void> => {
    write(text);
    return Promise.resolve();
  };
  return { ...host, ...changes, stdout: { isTty: false, columns: host.stdout.columns, write, deliver } };
}

/** The rest is what our own program wrote a moment ago. */
function isServed(told: unknown): told is ServedLine {
  return typeof told === 'object' && told !== null && 'kind' in told && typeof told.kind === 'string';
}
