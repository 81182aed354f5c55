import { chanceInteger } from '../chanceInteger.js';
import type { Account, Connection } from './records.js';

type Template = Pick<Account, 'mode' | 'type' | 'usage'> & { readonly name?: string; readonly hidden?: true };

const TEMPLATES: readonly Template[] = [
  { mode: 'REDIRECT', type: 'CHECKINGS', usage: 'PERSONAL', name: 'Compte courant' },
  { mode: 'REDIRECT', type: 'CREDIT_CARD', usage: 'PERSONAL', name: 'Carte à débit différé' },
  { mode: 'EMBEDDED', type: 'SAVINGS', usage: 'PERSONAL' },
  { mode: 'EMBEDDED', type: 'LOAN', usage: 'PROFESSIONAL', name: 'Prêt équipement' },
  { mode: 'EMBEDDED', type: 'SAVINGS', usage: 'PERSONAL', name: 'Livret ouvert hier', hidden: true },
];

/**
 * Makes the accounts of a connection: payment accounts on REDIRECT, savings and loans on EMBEDDED, one of them without
 * a name, and one more that only a sync of type LIST_ACCOUNTS discovers.
 *
 * @param seed the sandbox's seed
 * @param connection the connection they belong to
 * @param atS date of creation and of the balances. Unit: epoch seconds
 * @example
 * makeAccounts(1, connection, 1_700_000_000).map((account) => account.type);
 */
export function makeAccounts(seed: number, connection: Connection, atS: number): readonly Account[] {
  return TEMPLATES.flatMap((template, index) => {
    const channel = connection.channels.find(({ mode }) => mode === template.mode);
    if (channel === undefined || channel.status === 'EMPTY') return [];
    return [toAccount(seed, connection, template, { index, definitionId: channel.definitionId, atS })];
  });
}

const toAccount = (
  seed: number,
  connection: Connection,
  template: Template,
  { index, definitionId, atS }: { readonly index: number; readonly definitionId: string; readonly atS: number },
): Account => {
  const id = connection.id + String(index + 1).padStart(2, '0');
  const digits = String(chanceInteger(seed, ['number', id], 10_000_000_000, 99_999_999_999));
  return {
    id,
    connectionId: connection.id,
    mode: template.mode,
    definitionId,
    ...(template.name === undefined ? {} : { name: template.name }),
    number: digits,
    ...(template.type === 'CHECKINGS' ? { iban: `FR76300060000100${digits}` } : {}),
    balanceCents: chanceInteger(seed, ['balance', id], -50_000, 900_000),
    balanceDate: atS,
    status: 'ACTIVE',
    type: template.type,
    usage: template.usage,
    createdAt: connection.createdAt,
    visibility: template.hidden ? 'undiscovered' : 'listed',
  };
};
