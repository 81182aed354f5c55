import {
  concat,
  EMPTY,
  from,
  NEVER,
  Observable,
  type OperatorFunction,
  type SchedulerLike,
  Subject,
  type Subscription,
  take,
  throwError,
  VirtualTimeScheduler,
} from 'rxjs';

/** The two words of a test runner that the laws are told with. */
export interface LawRunner {
  describe(title: string, body: () => void): unknown;
  it(title: string, body: () => void): unknown;
}

/** An operator to be put to the laws. */
export interface OperatorSubject<T, R> {
  readonly name: string;
  /** Makes the operator; all its time must come from `scheduler`. */
  readonly make: (scheduler: SchedulerLike) => OperatorFunction<T, R>;
  /** Values of the source, at least two; the operator must emit something for the first of them. */
  readonly sample: readonly [T, T, ...T[]];
  /** Makes it with a callback that throws `thrown` at the first value; left out when it takes no callback. */
  readonly makeThrowing?: (scheduler: SchedulerLike, thrown: Error) => OperatorFunction<T, R>;
}

interface Lived<R> {
  readonly values: R[];
  readonly errors: unknown[];
  completions: number;
}

const FIREHOSE_VALUES = 100_000;

/**
 * Puts an operator to the laws that every operator keeps, whatever it does.
 *
 * Empty, never, one, many and error pass through; leaving early frees the source; a synchronous firehose stops when its
 * taker has enough; two subscriptions do not disturb each other; a callback that throws is an error of the stream. Time is
 * virtual. A law that is broken throws an `Error` that says which.
 *
 * @param runner `describe` and `it` of any test runner
 * @param subject the operator and a sample of its source
 * @example
 * operatorLaws({ describe, it }, { name: 'take', make: () => take(9), sample: [1, 2] });
 */
export function operatorLaws<T, R>(runner: LawRunner, subject: OperatorSubject<T, R>): void {
  runner.describe(`${subject.name} as an operator`, () => {
    for (const [title, law] of Object.entries(LAWS)) {
      if (law === throwingCallback && subject.makeThrowing === undefined) continue;
      runner.it(title, () => {
        law(subject);
      });
    }
  });
}

type Law = <T, R>(subject: OperatorSubject<T, R>) => void;

const LAWS: Readonly<Record<string, Law>> = {
  'subscribes to nothing before it is subscribed': laziness,
  'completes an empty source without a value': empty,
  'stays silent over a source that never emits': never,
  'passes the end of one value and of many': oneAndMany,
  'passes the error of the source, before and after values': passesErrors,
  'frees the source when its subscriber leaves': earlyUnsubscribe,
  'stops a synchronous firehose when its taker has enough': firehose,
  'keeps two subscriptions independent': twoSubscriptions,
  'turns a callback that throws into an error of the stream': throwingCallback,
};

function laziness<T, R>({ make, sample }: OperatorSubject<T, R>): void {
  const clock = new VirtualTimeScheduler();
  let subscriptions = 0;
  const source = new Observable<T>((subscriber) => {
    subscriptions += 1;
    subscriber.next(sample[0]);
  });
  const result = source.pipe(make(clock));
  clock.flush();
  insist(subscriptions === 0, 'subscribed to the source before anybody asked');
  result.subscribe().unsubscribe();
}

function empty<T, R>({ make }: OperatorSubject<T, R>): void {
  const { lived } = live(EMPTY, make);
  insist(lived.values.length === 0, 'made a value out of nothing');
  insist(lived.completions === 1 && lived.errors.length === 0, 'did not complete with its empty source');
}

function never<T, R>({ make }: OperatorSubject<T, R>): void {
  const { lived, subscription } = live(NEVER, make);
  insist(lived.values.length === 0, 'made a value out of silence');
  insist(lived.completions === 0 && lived.errors.length === 0, 'ended although its source did not');
  subscription.unsubscribe();
}

function oneAndMany<T, R>({ make, sample }: OperatorSubject<T, R>): void {
  for (const values of [sample.slice(0, 1), sample]) {
    const { lived } = live(from(values), make);
    insist(lived.errors.length === 0, 'failed over its own sample');
    insist(lived.values.length > 0, 'swallowed its whole sample');
    insist(lived.completions === 1, 'did not complete exactly once with its source');
  }
}

function passesErrors<T, R>({ make, sample }: OperatorSubject<T, R>): void {
  const failure = new Error('from the source');
  const failing = throwError(() => failure);
  for (const source of [failing, concat(from(sample), failing)]) {
    const { lived } = live(source, make);
    insist(lived.completions === 0, 'completed over an error');
    insist(lived.errors.length === 1 && lived.errors[0] === failure, 'did not pass the very error of its source');
  }
}

function earlyUnsubscribe<T, R>({ make, sample }: OperatorSubject<T, R>): void {
  const source = new Subject<T>();
  const { lived, subscription } = live(source, make);
  source.next(sample[0]);
  const before = lived.values.length;
  subscription.unsubscribe();
  insist(!source.observed, 'holds its source after its subscriber has left');
  source.next(sample[1]);
  insist(lived.values.length === before, 'emitted to a subscriber who had left');

  const clock = new VirtualTimeScheduler();
  source.pipe(make(clock)).subscribe().unsubscribe();
  clock.flush();
  insist(!source.observed, 'holds its source although its subscriber left at once');
}

function firehose<T, R>({ make, sample }: OperatorSubject<T, R>): void {
  let produced = 0;
  const source = new Observable<T>((subscriber) => {
    while (produced < FIREHOSE_VALUES && !subscriber.closed) {
      subscriber.next(sample[produced % sample.length] ?? sample[0]);
      produced += 1;
    }
  });
  const { lived } = live(source, (clock) => (from) => from.pipe(make(clock), take(1)));
  insist(lived.values.length === 1 && lived.completions === 1, 'did not hand on the first value of a firehose');
  insist(produced < sample.length + 2, `let a firehose run on for ${String(produced)} values`);
}

function twoSubscriptions<T, R>({ make, sample }: OperatorSubject<T, R>): void {
  const alone = live(from(sample), make).lived;
  const clock = new VirtualTimeScheduler();
  const result = from(sample).pipe(make(clock));
  const first = witness(result);
  const second = witness(result);
  clock.flush();
  const third = witness(result);
  clock.flush();
  for (const { lived } of [first, second, third]) {
    insist(alike(lived, alone), 'gave one subscriber something else than it gives one who is alone');
  }
}

function throwingCallback<T, R>({ makeThrowing, sample }: OperatorSubject<T, R>): void {
  if (makeThrowing === undefined) return;
  const thrown = new Error('from the callback');
  const source = concat(
    from(sample),
    throwError(() => new Error('from the source')),
  );
  const { lived } = live(source, (clock) => makeThrowing(clock, thrown));
  insist(
    lived.errors.length === 1 && lived.errors[0] === thrown,
    'did not turn what its callback threw into its error',
  );
}

function live<T, R>(source: Observable<T>, make: OperatorSubject<T, R>['make']): Witness<R> {
  const clock = new VirtualTimeScheduler();
  const seen = witness(source.pipe(make(clock)));
  clock.flush();
  return seen;
}

interface Witness<R> {
  readonly lived: Lived<R>;
  readonly subscription: Subscription;
}

function witness<R>(result: Observable<R>): Witness<R> {
  const lived: Lived<R> = { values: [], errors: [], completions: 0 };
  const subscription = result.subscribe({
    next: (value) => lived.values.push(value),
    error: (error: unknown) => lived.errors.push(error),
    complete: () => (lived.completions += 1),
  });
  return { lived, subscription };
}

function alike(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const [ones, others] = [Object.entries(one), new Map<string, unknown>(Object.entries(other))];
  return ones.length === others.size && ones.every(([key, value]) => others.has(key) && alike(value, others.get(key)));
}

function insist(holds: boolean, broken: string): void {
  if (!holds) throw new Error(`law broken: it ${broken}`);
}
