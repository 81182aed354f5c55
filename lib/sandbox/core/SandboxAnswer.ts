/** One HTTP answer of the simulator, with the trouble its bearer must cause on the way back. */
export interface SandboxAnswer {
  readonly status: number;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text; empty for 204. */
  readonly body: string;
  /** Time before the answer leaves. Unit: ms of the sandbox's clock. */
  readonly delayMs: number;
  /**
   * What happens instead of a clean answer; the request was carried out all the same. `reset`: the connection is
   * destroyed without an answer; `hang`: no answer ever; `truncate`: the body is cut in the middle.
   */
  readonly fault?: 'reset' | 'hang' | 'truncate';
}
