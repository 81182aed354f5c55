// T10: how near adaptive concurrency comes to what upstream bears, in virtual time: the same numbers on every machine.
import { defer, of, tap, timer, VirtualTimeScheduler } from 'rxjs';
import { figure } from '../harness/figures.mjs';
import { library } from '../harness/library.mjs';

const { pullMap } = await library('operators/pullMap');
const { createAdaptiveCredit } = await library('operators/createAdaptiveCredit');

const CAPACITIES = [50, 15, 100];
const PHASE_MS = 120_000;
const CALL_MS = 100;
const REFUSAL_MS = 10;

export async function run() {
  const { served, refused, possible } = simulate();
  const detail = `${served} served, ${refused} refused, ${possible} possible; capacity ${CAPACITIES.join(' → ')}`;
  return [
    figure('T10 goodput lost', {
      subject: 'adaptive',
      base: 'capacity',
      ratio: 1 - served / possible,
      target: 0.05,
      detail,
    }),
    figure('T10 refused', {
      subject: 'adaptive',
      base: 'all calls',
      ratio: refused / (served + refused),
      target: 0.005,
      detail,
    }),
  ];
}

function simulate() {
  const scheduler = new VirtualTimeScheduler();
  const credit = createAdaptiveCredit({ scheduler, ceiling: 128 });
  const tally = { served: 0, refused: 0, possible: 0 };
  let busy = 0;
  const capacity = () => CAPACITIES[Math.min(Math.floor(scheduler.now() / PHASE_MS), CAPACITIES.length - 1)];
  const call = () =>
    defer(() => {
      if (busy >= capacity()) {
        const refuse = () => {
          tally.refused += 1;
          credit.refused();
        };
        return timer(REFUSAL_MS, scheduler).pipe(tap(refuse));
      }
      busy += 1;
      const serve = () => {
        busy -= 1;
        tally.served += 1;
        credit.succeeded();
      };
      return timer(CALL_MS, scheduler).pipe(tap(serve));
    });
  const pull = (room) => of({ values: new Array(room).fill(0) });
  const calls = pullMap(pull, call, credit).subscribe();
  scheduler.maxFrames = PHASE_MS * CAPACITIES.length;
  scheduler.flush();
  calls.unsubscribe();
  for (const places of CAPACITIES) tally.possible += (places * PHASE_MS) / CALL_MS;
  return tally;
}
