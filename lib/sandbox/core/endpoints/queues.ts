import { chance } from '../chance.js';
import { chanceInteger } from '../chanceInteger.js';
import type { OxlinState, Queue, QueueEntry } from '../OxlinState.js';
import type { Switches } from '../switches/resolveSwitches.js';
import type { Call, Content, Reply } from './Call.js';
import { jsonContent, NO_CONTENT, refusal } from './content.js';
import { locationOf } from './locationOf.js';
import { readObject } from './readObject.js';

/**
 * Answers `POST /queues`: 201 with the new queue's id where the switch `queueIdIn` puts it.
 *
 * Assumption: by analogy with `POST /users`, whose id is in `Location`.
 *
 * @param call the request
 * @example
 * subscribeQueue(call).content.headers?.['location']; // '/queues/70001'
 */
export function subscribeQueue(call: Call): Reply {
  const { state, request } = call;
  const text = request.body.trim();
  if (text !== '' && text !== 'null' && readObject(text)?.size !== 0) {
    return { state, content: refusal(400, 'the body must be empty') };
  }
  const silenced = vanishedDuringSync(call);
  if (state.settings.noQueue || (silenced && state.settings.switches.queueAfterGone === 'refused')) {
    return { state, content: refusal(Number(state.settings.switches.noQueueStatus), 'no queue for you') };
  }
  const id = queueId(state);
  const mute = silenced && state.settings.switches.queueAfterGone === 'silent';
  const replays = state.settings.switches.replayOldEvents === 'true';
  const queue: Queue = {
    id,
    userId: call.userId,
    state: mute ? 'silent' : 'live',
    entries: replays && !mute ? state.events.filter(({ userId }) => userId === call.userId) : [],
    reads: 0,
  };
  const counters = { ...state.counters, queue: state.counters.queue + 1 };
  return { state: { ...state, counters, queues: { ...state.queues, [id]: queue } }, content: created(call, id) };
}

/**
 * Answers `GET /queues/{id}` in the shape the switches ask for. In the shape `single` a destructive read takes the
 * oldest entry, any other shows the newest.
 *
 * @param call the request
 * @example
 * readQueue(call).content.body; // '[{"id":"11",…}]'
 */
export function readQueue(call: Call): Reply {
  const {
    state,
    userId,
    ids: [id = ''],
    now,
  } = call;
  const queue = state.queues[id];
  if (queue?.userId !== userId || queue.state === 'gone') return { state, content: refusal(404, 'no such queue') };
  const { switches } = state.settings;
  const destructive = switches.destructiveReads === 'true';
  const single = switches.queueShape === 'single';
  const taken = single ? (destructive ? queue.entries.slice(0, 1) : queue.entries.slice(-1)) : queue.entries;
  const entries = destructive ? queue.entries.slice(taken.length) : queue.entries;
  const next = { ...state, queues: { ...state.queues, [id]: { ...queue, entries, reads: queue.reads + 1 } } };
  return { state: next, content: { ...render(switches, ordered(call, queue, taken)), delayMs: slowness(state, now) } };
}

const vanishedDuringSync = ({ state, userId }: Call): boolean =>
  Object.values(state.queues).some((queue) => queue.userId === userId && queue.state === 'gone') &&
  state.runs.some((run) => run.endedAt === undefined && state.connections[run.connectionId]?.userId === userId);

const queueId = ({ settings, counters }: OxlinState): string => {
  if (settings.switches.queueIdFormat === 'digits') return String(counters.queue);
  const hex = (n: number): string =>
    Math.floor(chance(settings.seed, ['queue', counters.queue, n]) * 65_536)
      .toString(16)
      .padStart(4, '0');
  return `${hex(0)}${hex(1)}-${hex(2)}-4${hex(3).slice(1)}-a${hex(4).slice(1)}-${hex(5)}${hex(6)}${hex(7)}`;
};

const created = (call: Call, id: string): Content => {
  const place = call.state.settings.switches.queueIdIn;
  if (place !== 'location') return jsonContent({ [place]: id }, 201);
  return { status: 201, body: '', headers: { location: locationOf(call, `/queues/${id}`) } };
};

const ordered = ({ state, fault }: Call, queue: Queue, entries: readonly QueueEntry[]): readonly QueueEntry[] => {
  const { eventOrder } = state.settings.switches;
  const key = (index: number) => ['order', queue.id, queue.reads, index];
  const twice = fault?.duplicated === true ? [...entries, ...entries.slice(-1)] : entries;
  if (eventOrder === 'newest-first') return [...twice].reverse();
  if (eventOrder === 'oldest-first' && fault?.reordered !== true) return twice;
  return twice
    .map((entry, index) => ({ entry, rank: chance(state.settings.seed, key(index)) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry);
};

const render = ({ queueShape, emptyQueue }: Switches, entries: readonly QueueEntry[]): Content => {
  const json = { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' } };
  if (entries.length === 0 && emptyQueue !== 'as-shape') {
    return emptyQueue === '204' ? NO_CONTENT : { ...json, body: emptyQueue === 'null' ? 'null' : '' };
  }
  const texts = entries.map(({ text }) => text);
  if (queueShape === 'wrapped') return { ...json, body: `{"events":[${texts.join(',')}]}` };
  if (queueShape === 'single') return texts[0] === undefined ? NO_CONTENT : { ...json, body: texts[0] };
  return { ...json, body: `[${texts.join(',')}]` };
};

const slowness = ({ settings, requests }: OxlinState, now: number): number => {
  if (settings.queueReadS === undefined) return 0;
  const [from, to] = settings.queueReadS;
  return chanceInteger(settings.seed, ['slow', requests, Math.floor(now)], from * 1000, to * 1000);
};
