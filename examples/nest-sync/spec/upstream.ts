import { emptyResponse, type FakeAnswer, type HttpScript, jsonResponse } from 'millrace/testing';
import { asyncScheduler } from 'rxjs';

/** When virtual time begins, on upstream's clock. Unit: s since the epoch */
const START_S = Date.UTC(2026, 0, 15, 9) / 1000;
const YESTERDAY_S = -86_400;
/** When both banks end. Unit: s of virtual time */
const END_S = 9;

/** A connection as the API writes it, with one channel. */
const connection = (id: string, status: string, channelStatus: string, endedS: number) => ({
  id,
  status,
  channels: [{ channel_definition_id: `${id}1`, status: channelStatus, last_end_date: START_S + endedS }],
});

const event = (id: string, resource: unknown) => ({
  id,
  event_type: 'SYNC_ALL_SUCCESS',
  resource_type: 'CONNECTION',
  creation_date: START_S + END_S,
  resource,
});

const transaction = (id: string, importedS: number) => ({
  id,
  account_id: '5001',
  amount: -12.5,
  import_date: START_S + importedS,
});

/** Answers one thing until the banks end and another afterwards, each with upstream's date of the moment. */
const dated =
  (before: unknown, after: unknown = before): FakeAnswer =>
  () => {
    const nowMs = asyncScheduler.now();
    const date = new Date(START_S * 1000 + nowMs).toUTCString();
    return jsonResponse(200, nowMs < END_S * 1000 ? before : after, { date });
  };

/** The first page holds the rows, the second is empty. */
const paged =
  (...rows: readonly unknown[]): FakeAnswer =>
  ({ url }) =>
    jsonResponse(200, url.searchParams.get('page') === '1' ? rows : []);

const before = (id: string) => connection(id, 'SUCCESS', 'SUCCESS', YESTERDAY_S);
const running = (id: string) => connection(id, 'RUNNING', 'RUNNING', YESTERDAY_S);
const partly = connection('1001', 'PARTIAL_SUCCESS', 'PARTIAL_SUCCESS', END_S);
const locked = connection('1002', 'FAILED', 'AUTH_FAILED', YESTERDAY_S);

/** A user with two banks: one brings a part of its rows, the other wants its user to log in again. */
export const SCRIPT: HttpScript = {
  'POST /queues': '10ms q',
  'GET /connections': '10ms b',
  'POST /connections/synchronize': '10ms t',
  'GET /queues/70': '10ms e',
  'GET /connections/1001': '10ms p',
  'GET /connections/1002': '10ms l',
  'GET /accounts': '10ms a',
  'GET /transactions': '10ms n',
};

/** What its letters stand for. */
export const ANSWERS: Readonly<Record<string, FakeAnswer>> = {
  q: emptyResponse(201, { location: '/queues/70' }),
  b: dated([before('1001'), before('1002')]),
  t: dated({ connection_links: ['/connections/1001', '/connections/1002'] }),
  e: dated([], [event('20', partly), event('21', locked)]),
  p: dated(running('1001'), partly),
  l: dated(running('1002'), locked),
  a: paged({ id: '5001', connection_id: '1001' }),
  // The night brought 9001: every sync since has found it there, so that it is not new.
  n: paged(transaction('9001', YESTERDAY_S), transaction('9002', END_S), transaction('9003', END_S)),
};
