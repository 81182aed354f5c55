import type { DataWindow } from '../../../model/DataWindow.js';
import type { DecodeFailure } from '../../../model/DecodeFailure.js';
import type { QuarantinedNotice } from '../../../model/QuarantinedNotice.js';
import type { Ledger } from '../../../store/rules/Ledger.js';
import { listIn, numberIn, stretchesIn, textIn } from './bodyParts.js';

/**
 * Writes a coverage ledger as text.
 *
 * @param ledger the ledger
 * @example
 * encodeLedger(EMPTY_LEDGER); // '[[],[],[]]'
 */
export function encodeLedger({ noticed, swept, missed }: Ledger): string {
  const flat = (windows: readonly DataWindow[]) => windows.flatMap(({ from, until }) => [+from, +until]);
  return JSON.stringify([flat(noticed), flat(swept), flat(missed)]);
}

/**
 * Reads a coverage ledger back.
 *
 * Errors: throws StoreUnavailableError `corrupt` for anything else.
 *
 * @param body parsed
 * @example
 * decodeLedger([[], [], []]); // EMPTY_LEDGER
 */
export function decodeLedger(body: unknown): Ledger {
  const [noticed, swept, missed] = listIn(body);
  return { noticed: windowsOf(noticed), swept: windowsOf(swept), missed: windowsOf(missed) };
}

/**
 * Writes a quarantined notice as text.
 *
 * @param notice the notice
 * @example
 * encodeNotice(notice);
 */
export function encodeNotice({ receivedAt, digest, bytes, userId, failures }: QuarantinedNotice): string {
  const told = failures.map(({ path, expected }) => [path, expected]);
  return JSON.stringify([receivedAt.getTime(), digest, bytes, userId ?? null, told]);
}

/**
 * Reads a quarantined notice back.
 *
 * Errors: throws StoreUnavailableError `corrupt` for anything else.
 *
 * @param body parsed
 * @example
 * decodeNotice([0, 'digest', 12, null, []]).bytes; // 12
 */
export function decodeNotice(body: unknown): QuarantinedNotice {
  const [receivedAt, digest, bytes, userId, failures] = listIn(body);
  return {
    receivedAt: new Date(numberIn(receivedAt)),
    digest: textIn(digest),
    bytes: numberIn(bytes),
    ...(typeof userId === 'string' && { userId }),
    failures: listIn(failures).map(failureOf),
  };
}

function failureOf(body: unknown): DecodeFailure {
  const [path, expected] = listIn(body);
  return { path: textIn(path), expected: textIn(expected) };
}

function windowsOf(body: unknown): readonly DataWindow[] {
  return stretchesIn(body).map(({ from, until }) => ({ from: new Date(from), until: new Date(until) }));
}
