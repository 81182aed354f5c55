import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import { clientEnv } from './clientEnv.js';
import { answerAtOnce } from './core/answerAtOnce.js';
import { answerRequest } from './core/answerRequest.js';
import { NO_CONTENT, pageContent, refusal } from './core/endpoints/content.js';
import { initialState } from './core/initialState.js';
import type { OxlinState } from './core/OxlinState.js';
import { requestLog } from './core/requestLog.js';
import type { SandboxAnswer } from './core/SandboxAnswer.js';
import { SandboxOptionError } from './core/SandboxOptionError.js';
import type { SandboxRequest } from './core/SandboxRequest.js';
import { sandboxTruth } from './core/sandboxTruth.js';
import { isForYodlee } from './core/yodlee/answerYodlee.js';
import { userOf } from './core/yodlee/bank/loginNames.js';
import { initialYodlee } from './core/yodlee/initialYodlee.js';
import { type TrueBook, trueBook } from './core/yodlee/truth/trueBook.js';
import { yodleeTruth } from './core/yodlee/truth/yodleeTruth.js';
import type { YodleeState } from './core/yodlee/YodleeState.js';
import { applyEffects } from './core/timeline/applyEffects.js';
import { listen } from './listen.js';
import { readAdvance } from './readAdvance.js';
import { MAX_BODY_BYTES, readRequest } from './readRequest.js';
import { resolveScenarios } from './resolveScenarios.js';
import type { RunningSandbox } from './RunningSandbox.js';
import { SandboxClock } from './SandboxClock.js';
import type { SandboxOptions } from './SandboxOptions.js';
import { sendAnswer } from './sendAnswer.js';
import { splitSwitches } from './splitSwitches.js';
import { YodleeServer } from './YodleeServer.js';

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
  const clock = new SandboxClock(speed, () => performance.now(), Date.now());
  const { oxlin, yodlee } = openServices({ ...options, seed, speed, scenarios, switches }, clock);
  const simulator = new Simulator(oxlin, yodlee, clock);
  const api = createServer((message, response) => void simulator.serve('api', message, response));
  const auth = createServer((message, response) => void simulator.serve('auth', message, response));
  const apiPort = await listen(api, port);
  const authPort = await listen(auth, port === 0 ? 0 : port + 1).catch(async (error: unknown) => {
    await stop(api);
    throw error;
  });
  const urls = {
    baseUrl: `http://127.0.0.1:${apiPort}/v2.1`,
    authUrl: `http://127.0.0.1:${authPort}`,
    yodleeBaseUrl: `http://127.0.0.1:${apiPort}/ysl`,
  };
  return {
    ...urls,
    env: clientEnv(urls, speed),
    advance: (ms) => simulator.advance(checkedMs(ms)),
    yodlee: {
      truth: () => yodleeTruth(yodlee.state()),
      book: (loginName) => bookNamed(yodlee.state(), loginName),
      log: () => yodlee.log(),
    },
    log: () => requestLog(simulator.state()),
    truth: () => sandboxTruth(simulator.state()),
    close: async () => {
      simulator.drop();
      yodlee.close();
      await Promise.all([stop(api), stop(auth)]);
    },
  };
}

/** Both services in their first state. */
const openServices = (
  options: SandboxOptions & Required<Pick<SandboxOptions, 'seed' | 'speed' | 'scenarios' | 'switches'>>,
  clock: SandboxClock,
): { readonly oxlin: OxlinState; readonly yodlee: YodleeServer } => {
  const { seed, speed, users, changesPerS } = options;
  const chosen = resolveScenarios(options.scenarios);
  const given = splitSwitches(options.switches);
  const config = {
    seed,
    speed,
    scenarios: chosen.yodlee,
    switches: given.yodlee,
    ...(users !== undefined && { users }),
    ...(changesPerS !== undefined && { changesPerS }),
  };
  return {
    oxlin: initialState({ seed, speed, scenarios: chosen.oxlin, switches: given.oxlin }, clock.now()),
    yodlee: new YodleeServer(initialYodlee(config, clock.now()), clock),
  };
};

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
  #dropped = false;

  constructor(
    private current: OxlinState,
    private readonly yodlee: YodleeServer,
    private readonly clock: SandboxClock,
  ) {}

  advance(ms: number): void {
    this.clock.advance(ms);
    this.state();
    this.yodlee.state();
  }

  state(): OxlinState {
    this.current = applyEffects(this.current, this.clock.now());
    return this.current;
  }

  drop(): void {
    this.#dropped = true;
    for (const timer of this.#onTheWay) clearTimeout(timer);
    this.#onTheWay.clear();
  }

  async serve(origin: SandboxRequest['origin'], message: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(message, origin).catch(() => 'aborted' as const);
    if (request === 'aborted') return;
    if (request === undefined) {
      response.shouldKeepAlive = false;
      sendAnswer(answerAtOnce(refusal(413, `at most ${MAX_BODY_BYTES} bytes`)), response);
      return;
    }
    const answer = isForYodlee(request) ? await this.yodlee.answer(request) : this.answer(request);
    if (this.#dropped) return;
    const timer = setTimeout(() => {
      this.#onTheWay.delete(timer);
      sendAnswer(answer, response);
    }, answer.delayMs / this.clock.speed);
    this.#onTheWay.add(timer);
  }

  /** The pages that tell about both services. */
  private joined({ origin, method, target }: SandboxRequest): SandboxAnswer | undefined {
    if (origin !== 'api' || method !== 'GET') return undefined;
    if (target === '/__sandbox/truth') {
      return answerAtOnce(pageContent({ ...sandboxTruth(this.state()), yodlee: yodleeTruth(this.yodlee.state()) }));
    }
    if (target !== '/__sandbox/log') return undefined;
    const both = [...requestLog(this.state()), ...this.yodlee.log()];
    return answerAtOnce(pageContent(both.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))));
  }

  private answer(request: SandboxRequest): SandboxAnswer {
    const jump = readAdvance(request);
    if (jump === 'invalid') return answerAtOnce(refusal(400, 'the body must be {"ms": n} with n ≥ 0'));
    if (jump !== undefined) {
      this.advance(jump);
      return answerAtOnce(NO_CONTENT);
    }
    const page = this.yodlee.inspect(request) ?? this.joined(request);
    if (page !== undefined) return page;
    const { state, answer } = answerRequest(this.current, request, this.clock.now());
    this.current = state;
    return answer;
  }
}

const bookNamed = (state: YodleeState, loginName: string): TrueBook | undefined => {
  const user = userOf(state, loginName);
  return user === undefined ? undefined : trueBook(state, user);
};
