import { expect } from 'chai';
import { Listr } from 'listr2';
import { concat, NEVER, type Observable, of } from 'rxjs';
import { liveTasks } from '../../../lib/cli/output/liveTasks.js';
import type { OutcomeResult, SyncProgress, SyncUpdate } from '../../../lib/index.js';
import { foldProgress, startOfProgress } from '../../../lib/sync/foldProgress.js';
import { connection, eventSeen, outcome, triggered } from '../../support/syncUpdates.js';

/** The progress after each of some updates. */
function statesOf(updates: readonly SyncUpdate[]): readonly SyncProgress[] {
  let state = startOfProgress(['7', '8']);
  return updates.map((update) => (state = foldProgress(state, update, 0)));
}

const stateOf = (task: Listr['tasks'][number]): string =>
  task.hasFailed() ? 'failed' : task.isSkipped() ? 'neutral' : task.isCompleted() ? 'good' : 'open';

async function drawn(
  states: Observable<SyncProgress>,
): Promise<{ readonly titles: readonly (string | undefined)[]; readonly states: readonly string[] }> {
  const tasks = liveTasks(states, { names: new Map([['7', 'Banque 7']]), expected: ['7', '8'] });
  const listr = new Listr(tasks, {
    concurrent: true,
    exitOnError: false,
    renderer: 'silent',
    registerSignalListeners: false,
  });
  await listr.run();
  return { titles: listr.tasks.map(({ title }) => title), states: listr.tasks.map(stateOf) };
}

describe('liveTasks', () => {
  it('shows n of m, and each connection with its result', async () => {
    const states = of(...statesOf([triggered('7'), triggered('8'), outcome('7'), outcome('8', { result: 'partial' })]));
    const { titles, states: ends } = await drawn(states);
    expect(titles).to.deep.equal(['Syncs: 2 of 2, 100 %', 'Banque 7: succeeded', '8: partial']);
    expect(ends).to.deep.equal(['good', 'good', 'neutral']);
  });

  it('paints as a failure what failed, and nothing else', async () => {
    const ends = async (result: OutcomeResult): Promise<string | undefined> =>
      (await drawn(of(...statesOf([outcome('7', { result }), outcome('8')])))).states[1];
    expect(await ends('failed')).to.equal('failed');
    expect(await ends('gone')).to.equal('failed');
    expect(await ends('actionRequired')).to.equal('neutral');
    expect(await ends('notApplicable')).to.equal('good');
  });

  it('ends a task with its outcome, whatever goes on', async () => {
    const [task] = liveTasks(concat(of(...statesOf([outcome('7')])), NEVER), {
      names: new Map(),
      expected: ['7'],
    }).slice(1);
    const listr = new Listr(task === undefined ? [] : [task], { renderer: 'silent', registerSignalListeners: false });
    await listr.run();
    expect(listr.tasks.map(({ title }) => title)).to.deep.equal(['7: succeeded']);
  });

  it('marks a connection whose end was not seen', async () => {
    const { titles, states: ends } = await drawn(of(...statesOf([triggered('7'), outcome('8')])));
    expect(ends).to.deep.equal(['neutral', 'neutral', 'good']);
    expect(titles).to.deep.equal(['Syncs: 1 of 2, 55 %', 'Banque 7', '8: succeeded']);
  });

  it('says what a connection is at, and why the whole waits', async () => {
    const running = connection('7', {
      channels: [{ id: '1', mode: 'REDIRECT', status: 'RUNNING', unavailable: false }],
    });
    const states = statesOf([
      triggered('7', { attached: true }),
      eventSeen('7', { type: 'A\u0007', connection: running }),
      { kind: 'gap', queueId: '1', reason: 'truncated' },
      { kind: 'retrying', operation: 'read queue', error: 'X', attempt: 1, inMs: 9 },
      { kind: 'draining', connectionId: '7', reads: 2 },
    ]);
    const seen: string[] = [];
    const tasks = liveTasks(of(...states), { names: new Map(), expected: ['7'] });
    const listr = new Listr(tasks, {
      concurrent: true,
      exitOnError: false,
      renderer: 'silent',
      registerSignalListeners: false,
    });
    for (const task of listr.tasks) task.on('OUTPUT' as never, (line: unknown) => seen.push(String(line)));
    await listr.run();
    expect(seen).to.include.members([
      'joined',
      'joined · REDIRECT RUNNING · event 1: A\\u0007',
      'events may have been lost; the connections themselves decide',
      'read queue failed (X), again in 9 ms',
      'ended; waiting for late events',
    ]);
  });
});
