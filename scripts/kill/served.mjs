// One process that takes notifications in: started, watched, and ended by its own pid.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Starts a program; `ready` resolves with its first line, or undefined when it ended before. */
export function startServed(args, env) {
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  let first = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (errors = `${errors}${text}`.slice(-4_000)));
  // Nothing outlives the rig, however that ends.
  const orphan = () => child.kill('SIGKILL');
  process.once('exit', orphan);
  const ended = once(child, 'exit').then(([code, signal]) => {
    process.off('exit', orphan);
    return { code, signal };
  });
  const ready = new Promise((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text) => {
      if (first.includes('\n')) return;
      first += text;
      if (first.includes('\n')) resolve(JSON.parse(first.slice(0, first.indexOf('\n'))));
    });
    void ended.then(() => resolve(undefined));
  });
  return {
    ready,
    ended,
    errors: () => errors,
    end: async (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}
