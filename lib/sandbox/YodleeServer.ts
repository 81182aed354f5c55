import { Agent } from 'node:http';
import { carryOut } from './carryOut.js';
import type { LogEntry } from './core/OxlinState.js';
import type { SandboxAnswer } from './core/SandboxAnswer.js';
import type { SandboxRequest } from './core/SandboxRequest.js';
import { answerYodlee } from './core/yodlee/answerYodlee.js';
import { inspectYodlee } from './core/yodlee/inspectYodlee.js';
import type { OutboundEffect } from './core/yodlee/OutboundEffect.js';
import { advanceYodlee, nextYodleeAt, settleEffect } from './core/yodlee/settleEffect.js';
import type { YodleeState } from './core/yodlee/YodleeState.js';
import { yodleeLog } from './core/yodlee/yodleeLog.js';
import type { SandboxClock } from './SandboxClock.js';

const LONGEST_TIMER_MS = 2_000_000_000;

/** The notification service on sockets: keeps the current state, wakes it, and carries out what it wants to send. */
export class YodleeServer {
  readonly #agent = new Agent({ keepAlive: true });
  readonly #probes = new Map<number, (answer: SandboxAnswer) => void>();
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  /**
   * @param current the service at its start
   * @param clock the sandbox's clock
   */
  constructor(
    private current: YodleeState,
    private readonly clock: SandboxClock,
  ) {}

  /** Gives the service as it is now, with everything due done. */
  state(): YodleeState {
    const { state, effects } = advanceYodlee(this.current, this.clock.now());
    this.#take(state, effects);
    return this.current;
  }

  /** Lists every request to the service, oldest first. */
  log(): readonly LogEntry[] {
    return yodleeLog(this.current);
  }

  /**
   * Answers a request; the answer to a subscription comes once its callback URL was probed.
   *
   * @param request what was asked
   */
  answer(request: SandboxRequest): Promise<SandboxAnswer> {
    const { state, answer, effects } = answerYodlee(this.current, request, this.clock.now());
    const probe = effects.find(({ kind }) => kind === 'probe');
    const answered =
      answer === undefined && probe !== undefined
        ? new Promise<SandboxAnswer>((resolve) => this.#probes.set(probe.id, resolve))
        : Promise.resolve(answer ?? NOTHING);
    this.#take(state, effects);
    return answered;
  }

  /**
   * Answers one of the sandbox's own pages about the service; undefined for every other request.
   *
   * @param request what was asked
   */
  inspect(request: SandboxRequest): SandboxAnswer | undefined {
    const page = inspectYodlee(this.state(), request, this.clock.now());
    if (page === undefined) return undefined;
    this.#take(page.state, []);
    return page.answer;
  }

  /** Stops sending. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#agent.destroy();
  }

  #take(state: YodleeState, effects: readonly OutboundEffect[]): void {
    this.current = state;
    if (this.#closed) return;
    for (const effect of effects) void this.#carryOut(effect);
    clearTimeout(this.#timer);
    const next = nextYodleeAt(state);
    if (next === undefined) return;
    const afterMs = Math.max(0, (next - this.clock.now()) / this.clock.speed);
    this.#timer = setTimeout(() => void this.state(), Math.min(LONGEST_TIMER_MS, afterMs));
  }

  async #carryOut(effect: OutboundEffect): Promise<void> {
    const result = await carryOut(effect, this.#agent);
    if (this.#closed) return;
    const { state, answer, effects } = settleEffect(this.current, result, this.clock.now());
    this.#take(state, effects);
    if (answer === undefined) return;
    this.#probes.get(effect.id)?.(answer);
    this.#probes.delete(effect.id);
  }
}

const NOTHING: SandboxAnswer = { status: 500, headers: {}, body: '', delayMs: 0 };
