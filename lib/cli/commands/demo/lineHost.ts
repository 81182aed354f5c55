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
    for (const line of lines) if (isServed(line)) onLine(parsed(line));
  };
  const deliver = (text: string): Promise<void> => {
    write(text);
    return Promise.resolve();
  };
  return { ...host, ...changes, stdout: { isTty: false, columns: host.stdout.columns, write, deliver } };
}

function isServed(line: string): boolean {
  return line.startsWith('{') && line.endsWith('}');
}

function parsed(line: string): ServedLine {
  // Our own program wrote it a moment ago.
  const told: ServedLine = JSON.parse(line);
  return told;
}
