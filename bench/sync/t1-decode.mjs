// T1: decoding by a compiled io-ts tree, against JSON.parse of the same bytes.
import * as t from 'io-ts';
import { queueEvent, toBytes, transactions } from '../fixtures/wire.mjs';
import { dice } from '../harness/dice.mjs';
import { figure, ratioFigure } from '../harness/figures.mjs';
import { interleave } from '../harness/interleave.mjs';
import { library } from '../harness/library.mjs';
import { median, slope } from '../harness/statistics.mjs';
import { mutantOf } from '../fixtures/mutants.mjs';

const { decodeWith } = await library('model/decodeWith');
const { ConnectionWire } = await library('aggregators/oxlin/wire/ConnectionWire');
const { EventWire } = await library('aggregators/oxlin/wire/EventWire');
const { TransactionWire } = await library('aggregators/oxlin/wire/TransactionWire');

const TARGET = 0.25;
const MUTANTS = 20_000;
const SIZES = [100, 1_000, 10_000];
const decoder = new TextDecoder();

const Transactions = t.array(TransactionWire);
const decodeTransactions = decodeWith(Transactions);
const decodeEventWire = decodeWith(EventWire);
const decodeConnection = decodeWith(ConnectionWire);

const decodeEvent = (value) => {
  const wire = decodeEventWire(value);
  return wire.kind === 'decoded' ? decodeConnection(wire.value.resource) : wire;
};
const decodeEventByIoTs = (value) => {
  const wire = EventWire.decode(value);
  return wire._tag === 'Right' ? ConnectionWire.decode(wire.right.resource) : wire;
};

export async function run() {
  const [event] = await compare('T1 event, 456 B', queueEvent(1), decodeEvent, decodeEventByIoTs);
  const [rows] = await compare('T1 1,000 transactions', transactions(1_000), decodeTransactions, (value) =>
    Transactions.decode(value),
  );
  return [...event, ...rows, falseAccepts()];
}

export async function growth() {
  const costs = [];
  for (const size of SIZES) {
    const [, times] = await compare('', transactions(size), decodeTransactions, undefined, { rounds: 7 });
    costs.push(median(times.get('compiled').cpu));
  }
  return [{ curve: 'T1 decode, transactions', sizes: SIZES, costs, slope: slope(SIZES, costs) }];
}

async function compare(name, value, decode, decodeByIoTs, settings) {
  const bytes = toBytes(value);
  const parsed = JSON.parse(decoder.decode(bytes));
  const judged = (judge) => ({
    prepare: () => ({ accepted: 0 }),
    run: (state) => {
      if (judge(parsed)) state.accepted += 1;
    },
    verify: ({ accepted }, runs) => {
      if (accepted !== runs) throw new Error('a valid value was refused');
    },
  });
  const candidates = [
    { name: 'compiled', ...judged((input) => decode(input).kind === 'decoded') },
    { name: 'JSON.parse', ...judged(() => typeof JSON.parse(decoder.decode(bytes)) === 'object') },
  ];
  if (decodeByIoTs !== undefined) {
    candidates.push({ name: 'io-ts decode', ...judged((input) => decodeByIoTs(input)._tag === 'Right') });
  }
  const times = await interleave(candidates, settings);
  const figures = [ratioFigure(name, times, 'compiled', 'JSON.parse', TARGET)];
  if (decodeByIoTs !== undefined) figures.push(ratioFigure(`${name} (peer)`, times, 'io-ts decode', 'JSON.parse'));
  return [figures, times];
}

/** Spoils valid values at random: what the compiled tree accepts, io-ts must accept, and the other way round. */
function falseAccepts() {
  const chance = dice(20_261_121);
  let wrong = 0;
  let refused = 0;
  const rows = transactions(3);
  for (let at = 0; at < MUTANTS; at++) {
    const isEvent = at % 2 === 0;
    const mutant = mutantOf(isEvent ? queueEvent(at % 1_000) : rows, chance);
    const accepted = (isEvent ? decodeEvent(mutant) : decodeTransactions(mutant)).kind === 'decoded';
    const expected = (isEvent ? decodeEventByIoTs(mutant) : Transactions.decode(mutant))._tag === 'Right';
    if (accepted !== expected) wrong += 1;
    if (!expected) refused += 1;
  }
  if (refused < MUTANTS / 10) throw new Error('the mutants are too tame to prove anything');
  return figure('T1 wrong verdicts under differential fuzz', {
    subject: 'compiled',
    base: 'io-ts decode',
    ratio: wrong,
    target: 0,
    detail: `${MUTANTS} mutants, ${refused} of them refused by io-ts`,
  });
}
