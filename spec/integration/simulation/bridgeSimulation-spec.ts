import { expect } from 'chai';
import fc from 'fast-check';
import type { SlowPolicy } from '../../../lib/bridge/hub/TopicOptions.js';
import { BridgeStory, type Reading } from '../../support/bridgeStory.js';

type Step =
  | { readonly do: 'publish'; readonly id: string; readonly times: number }
  | { readonly do: 'remove'; readonly id: string }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'break' | 'restart' | 'lose' | 'stall' | 'heal' | 'erase' };

const id = fc.constantFrom('a', 'b', 'c', '__proto__');
const steps = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ do: fc.constant('publish' as const), id, times: fc.integer({ min: 1, max: 40 }) }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), id }) },
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(0, 1, 3, 500, 5_000, 70_000) }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constantFrom(
          'break' as const,
          'restart' as const,
          'lose' as const,
          'stall' as const,
          'heal' as const,
          'erase' as const,
        ),
      }),
    },
  ),
  { maxLength: 60 },
);

const policies = fc.constantFrom<SlowPolicy>('conflate', 'dropOldest', 'close');

describe('bridge', () => {
  it('ends with the state of the server in the page, whatever is cut, lost, stalled, restarted or erased', () => {
    fc.assert(
      fc.property(
        steps,
        policies,
        fc.integer({ min: 1, max: 30 }),
        fc.nat(),
        (story, whenSlow, historyEvents, seed) => {
          const played = play(story, { whenSlow, historyEvents, seed });
          const { client, server, status } = played;
          expect(status).to.equal('live');
          expect(client).to.deep.equal(server);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

function play(story: readonly Step[], options: { whenSlow: SlowPolicy; historyEvents: number; seed: number }) {
  const { whenSlow, historyEvents, seed } = options;
  const topic = {
    key: (reading: Reading) => reading.id,
    whenSlow,
    historyEvents,
    owner: { tenant: 'acme', userId: 'u1' },
  };
  const stage = new BridgeStory({ topic, seed, bridge: { highWaterBytes: 1_024 } });
  stage.topic();
  const states = stage.states();
  let n = 0;
  for (const step of story) {
    if (step.do === 'publish') for (let at = 0; at < step.times; at++) stage.publish(step.id, ++n);
    else if (step.do === 'remove') stage.topic().remove(step.id);
    else if (step.do === 'wait') stage.advance(step.ms);
    else if (step.do === 'break') stage.network.breakAll();
    else if (step.do === 'restart') stage.restart();
    else if (step.do === 'lose') stage.network.loseAll(true);
    else if (step.do === 'stall') stage.network.stallAll(true);
    else if (step.do === 'erase') stage.hub.erase('acme', 'u1');
    else heal(stage);
  }
  heal(stage);
  stage.topic();
  stage.advance(180_000);
  const result = { client: states.at(-1), server: stage.topic().read().data, status: stage.status };
  stage.end();
  return result;
}

function heal(stage: BridgeStory): void {
  stage.network.loseAll(false);
  stage.network.stallAll(false);
}
