import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import { clientEnv } from './clientEnv.js';
import { answerRequest } from './core/answerRequest.js';
import { initialState } from './core/initialState.js';
import type { OxlinState } from './core/OxlinState.js';
import { requestLog } from './core/requestLog.js';
import type { SandboxAnswer } from './core/SandboxAnswer.js';
import { SandboxOptionError } from './core/SandboxOptionError.js';
import type { SandboxRequest } from './core/SandboxRequest.js';
import { sandboxTruth } from './core/sandboxTruth.js';
import { applyEffects } from './core/timeline/applyEffects.js';
import { listen } from './listen.js';
import { readAdvance } from './readAdvance.js';
import { MAX_BODY_BYTES, readRequest } from './readRequest.js';
import { resolveScenarios } from './resolveScenarios.js';
import type { RunningSandbox } from './RunningSandbox.js';
import { SandboxClock } from './SandboxClock.js';
import type { SandboxOptions } from './SandboxOptions.js';
import { sendAnswer } from './sendAnswer.js';

/**
 * Starts the sandbox: two HTTP servers on loopback (API and authorization) around one simulator, with a clock of its
 * own that starts at the present and runs `speed` times faster.
 *
 * Throws a `SandboxOptionError` on an option that means nothing; rejects when a port is taken. Memory grows with the
 * requests and events recorded, until `close()`.
 *
 * @param options ports, seed, speed, scenarios and switches; everything has a default
 * @example
 * const sandbox = await startSandbox({ speed: 100, scenarios: ['partial'] });
 * console.log(JSON.stringify(ready(sandbox)));
 * await sandbox.close();
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<RunningSandbox> {
  const { port = 0, seed = 1, speed = 1, scenarios = ['success'], switches = {} } = options;
  if (!Number.isInteger(port) || port < 0 || port > 65_534) {
    throw new SandboxOptionError('port', 'an integer from 0 to 65534', port);
  }
  const config = { seed, speed, scenarios: resolveScenarios(scenarios), switches };
  const clock = new SandboxClock(speed, () => performance.now(), Date.now());
  const simulator = new Simulator(initialState(config, clock.now()), clock);
  const api = createServer((message, response) => void simulator.serve('api', message, response));
  const auth = createServer((message, response) => void simulator.serve('auth', message, response));
  const apiPort = await listen(api, port);
  const authPort = await listen(auth, port === 0 ? 0 : port + 1).catch(async (error: unknown) => {
    await stop(api);
    throw error;
  });
  const urls = { baseUrl: `http://127.0.0.1:${apiPort}/v2.1`, authUrl: `http://127.0.0.1:${authPort}` };
  return {
    ...urls,
    env: clientEnv(urls, speed),
    advance: (ms) => clock.advance(checkedMs(ms)),
    log: () => requestLog(simulator.state()),
    truth: () => sandboxTruth(simulator.state()),
    close: async () => {
      simulator.drop();
      await Promise.all([stop(api), stop(auth)]);
    },
  };
}

const checkedMs = (ms: number): number => {
  if (!(Number.isFinite(ms) && ms >= 0)) throw new SandboxOptionError('advance', 'a number of ms ≥ 0', ms);
  return ms;
};

const stop = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** The one mutable thing: the current state, and the answers that are on their way. */
class Simulator {
  readonly #onTheWay = new Set<NodeJS.Timeout>();

  constructor(
    private current: OxlinState,
    private readonly clock: SandboxClock,
  ) {}

  state(): OxlinState {
    this.current = applyEffects(this.current, this.clock.now());
    return this.current;
  }

  drop(): void {
    for (const timer of this.#onTheWay) clearTimeout(timer);
    this.#onTheWay.clear();
  }

  async serve(origin: SandboxRequest['origin'], message: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(message, origin).catch(() => 'aborted' as const);
    if (request === 'aborted') return;
    if (request === undefined) {
      response.shouldKeepAlive = false;
      sendAnswer(plain(413, `at most ${MAX_BODY_BYTES} bytes`), response);
      return;
    }
    const answer = this.answer(request);
    const timer = setTimeout(() => {
      this.#onTheWay.delete(timer);
      sendAnswer(answer, response);
    }, answer.delayMs / this.clock.speed);
    this.#onTheWay.add(timer);
  }

  private answer(request: SandboxRequest): SandboxAnswer {
    const jump = readAdvance(request);
    if (jump === 'invalid') return plain(400, 'the body must be {"ms": n} with n ≥ 0');
    if (jump !== undefined) {
      this.clock.advance(jump);
      this.state();
      return { status: 204, headers: {}, body: '', delayMs: 0 };
    }
    const { state, answer } = answerRequest(this.current, request, this.clock.now());
    this.current = state;
    return answer;
  }
}

const plain = (status: number, description: string): SandboxAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify({ error_description: description }),
  delayMs: 0,
});
