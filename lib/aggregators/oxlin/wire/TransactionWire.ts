import * as t from 'io-ts';
import { WireDecimal, WireId, WireOptionalId, WireOptionalText } from '../../shared/leaves.js';
import { WireOptionalSeconds } from './WireOptionalSeconds.js';

/** A transaction as upstream writes it. Source of every field: answers recorded by public clients of v2.1. */
export const TransactionWire = t.intersection(
  [
    t.type({ id: WireId, account_id: WireId, amount: WireDecimal }),
    t.partial({
      currency: WireOptionalText,
      type: WireOptionalText,
      /** Open set. */
      origin: WireOptionalText,
      /** Open set. */
      status: WireOptionalText,
      category_id: WireOptionalId,
      label: WireOptionalText,
      notes: WireOptionalText,
      /** Midnight in Europe/Paris; so are the next two. */
      date: WireOptionalSeconds,
      booking_date: WireOptionalSeconds,
      value_date: WireOptionalSeconds,
      import_date: WireOptionalSeconds,
    }),
  ],
  'Transaction',
);
export type TransactionWire = t.TypeOf<typeof TransactionWire>;
