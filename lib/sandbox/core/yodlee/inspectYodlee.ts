import { answerAtOnce } from '../answerAtOnce.js';
import type { Content } from '../endpoints/Call.js';
import { pageContent, refusal } from '../endpoints/content.js';
import { readObject } from '../endpoints/readObject.js';
import { readTarget } from '../endpoints/readTarget.js';
import type { SandboxAnswer } from '../SandboxAnswer.js';
import type { SandboxRequest } from '../SandboxRequest.js';
import { act, actOnRange } from './bank/act.js';
import { loginNameOf, userOf } from './bank/loginNames.js';
import { type YodleeAction, YODLEE_ACTIONS } from './bank/YodleeAction.js';
import { setChurn } from './timeline/churn.js';
import { notifiedWindows, trueNotices } from './truth/trueNotices.js';
import { trueBook } from './truth/trueBook.js';
import type { YodleeState } from './YodleeState.js';

/** The service after one of its own pages was asked for, and what the page says. */
export interface YodleeInspected {
  readonly state: YodleeState;
  readonly answer: SandboxAnswer;
}

interface Page {
  readonly state: YodleeState;
  readonly content: Content;
}

const MOST = 1_000;

/**
 * Answers the sandbox's own pages about the notification service, on the origin of the API; undefined for every other
 * request. They need no token, meet no fault and are not logged.
 *
 * `GET /__sandbox/truth/book`, `GET /__sandbox/truth/notices` (`user`, or `skip` and `top`), `POST /__sandbox/act`
 * (`{"action", "user"?, "failing"?}`) and `POST /__sandbox/load` (`{"changesPerS"}`).
 *
 * @param state the service, its agenda run
 * @param request what was asked
 * @param now the caller's clock. Unit: ms
 * @example
 * inspectYodlee(state, request, now)?.answer.body;
 */
export function inspectYodlee(state: YodleeState, request: SandboxRequest, now: number): YodleeInspected | undefined {
  const target = request.origin === 'api' ? readTarget(request.target) : undefined;
  const page = target === undefined ? undefined : PAGES[`${request.method} ${target.path}`];
  if (target === undefined || page === undefined) return undefined;
  const { state: after, content } = page({ state, request, now, query: new Map(target.query) });
  return { state: after, answer: answerAtOnce(content) };
}

interface PageCall {
  readonly state: YodleeState;
  readonly request: SandboxRequest;
  readonly now: number;
  readonly query: ReadonlyMap<string, string>;
}

const show = (state: YodleeState, value: unknown): Page => ({ state, content: pageContent(value) });

const readPage = (query: ReadonlyMap<string, string>): { readonly skip: number; readonly top: number } => {
  const whole = (name: string, standard: number): number => {
    const value = Number(query.get(name) ?? standard);
    return Number.isSafeInteger(value) && value >= 0 ? value : standard;
  };
  return { skip: whole('skip', 0), top: Math.min(MOST, whole('top', MOST)) };
};

const book = ({ state, query }: PageCall): Page => {
  const name = query.get('user');
  if (name !== undefined) {
    const user = userOf(state, name);
    return user === undefined ? { state, content: refusal(404, 'no such user') } : show(state, trueBook(state, user));
  }
  const { skip, top } = readPage(query);
  const all = state.settings.users + state.registered.length;
  const numbers = Array.from({ length: Math.max(0, Math.min(top, all - skip)) }, (_, n) => skip + n);
  const books = numbers.map((user) => trueBook(state, user));
  return show(state, { users: all, books, ...(skip + top < all ? { next: skip + top } : {}) });
};

const notices = ({ state, query }: PageCall): Page => {
  const name = query.get('user');
  if (name !== undefined) {
    const user = userOf(state, name);
    if (user === undefined) return { state, content: refusal(404, 'no such user') };
    return show(state, { user: name, windows: notifiedWindows(state, user) });
  }
  const { skip, top } = readPage(query);
  const all = state.notices.length;
  return show(state, {
    all,
    notices: trueNotices(state, { skip, top }),
    ...(skip + top < all ? { next: skip + top } : {}),
  });
};

const actByHand = ({ state, request, now }: PageCall): Page => {
  const given = readObject(request.body);
  const action = YODLEE_ACTIONS.find((one) => one === given?.get('action'));
  if (action === undefined)
    return { state, content: refusal(400, `action must be one of ${YODLEE_ACTIONS.join(', ')}`) };
  const failing = given?.get('failing') === true;
  const name = given?.get('user');
  const user = typeof name === 'string' ? userOf(state, name) : undefined;
  if (name !== undefined && user === undefined) return { state, content: refusal(404, 'no such user') };
  return show(happened(state, { action, failing, user }, now), {
    action,
    failing,
    users: user === undefined ? state.settings.users : [loginNameOf(state, user)],
  });
};

const happened = (
  state: YodleeState,
  { user, ...rest }: { readonly action: YodleeAction; readonly failing: boolean; readonly user: number | undefined },
  now: number,
): YodleeState =>
  user === undefined
    ? actOnRange(state, { ...rest, first: 0, last: state.settings.users - 1 }, now)
    : act(state, { ...rest, user }, now);

const load = ({ state, request, now }: PageCall): Page => {
  const perS = readObject(request.body)?.get('changesPerS');
  if (typeof perS !== 'number' || !(perS >= 0 && perS <= 10_000)) {
    return { state, content: refusal(400, 'the body must be {"changesPerS": n} with n from 0 to 10000') };
  }
  return show(setChurn(state, perS, now), { changesPerS: perS });
};

const PAGES: Readonly<Record<string, (call: PageCall) => Page>> = {
  'GET /__sandbox/truth/book': book,
  'GET /__sandbox/truth/notices': notices,
  'POST /__sandbox/act': actByHand,
  'POST /__sandbox/load': load,
};
