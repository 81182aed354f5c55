/** A request as the simulator sees it. */
export interface CoreRequest {
  /** Which of the two hosts was asked: the API or the authorization server. */
  readonly origin: 'api' | 'auth';
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Empty when there was none. */
  readonly body: string;
}

/** An answer of the simulator, with the trouble its bearer must cause on the way back. */
export interface CoreAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Time before the answer leaves. Unit: ms */
  readonly delayMs: number;
  readonly fault?: 'reset' | 'hang' | 'truncate';
}

/** What every simulator can be told: the date its clock starts at. */
export interface CoreConfig {
  /** Unit: epoch ms. */
  readonly startAt?: number;
}

/**
 * The pure functions of a simulator, as `millrace/sandbox` exports them. The shape alone ties the kit to the sandbox, so
 * that neither imports the other.
 */
export interface SandboxCore<Config extends CoreConfig, State> {
  /** Makes a simulator. */
  readonly initialState: (config: Config, now: number) => State;
  /** Lets everything happen that is due. */
  readonly applyEffects: (state: State, now: number) => State;
  /** Answers one request, and gives the simulator after it. */
  readonly answerRequest: (
    state: State,
    request: CoreRequest,
    now: number,
  ) => { readonly state: State; readonly answer: CoreAnswer };
}
