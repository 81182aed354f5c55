import * as t from 'io-ts';
import { WireId, WireOptionalDecimal, WireOptionalId, WireOptionalText } from '../../shared/leaves.js';
import { WireOptionalSeconds } from './WireOptionalSeconds.js';

/** An account as upstream writes it. Source of every field: answers recorded by public clients of v2.1. */
export const AccountWire = t.intersection(
  [
    t.type({ id: WireId }),
    t.partial({
      connection_id: WireOptionalId,
      /** Missing for some accounts: the number stands in. */
      name: WireOptionalText,
      account_number: WireOptionalText,
      iban: WireOptionalText,
      currency: WireOptionalText,
      balance: WireOptionalDecimal,
      balance_date: WireOptionalSeconds,
      /** Open set. */
      status: WireOptionalText,
      /** Open set. */
      type: WireOptionalText,
      /** Open set. */
      usage: WireOptionalText,
      creation_date: WireOptionalSeconds,
    }),
  ],
  'Account',
);
export type AccountWire = t.TypeOf<typeof AccountWire>;
