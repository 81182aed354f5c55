import { toDecimal } from '../../../model/toDecimal.js';

/** Members that would reach beyond the object when somebody merges it. */
const UNSAFE: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Members whose number is a quantity or an amount, and so a decimal string. Source: OpenAPI `Money`, `Holding`. */
const DECIMAL: ReadonlySet<string> = new Set([
  'amount',
  'convertedAmount',
  'quantity',
  'contractQuantity',
  'exercisedQuantity',
  'unvestedQuantity',
  'vestedQuantity',
  'vestedSharesExercisable',
]);

/**
 * Copies what upstream sent, level by level: amounts and quantities become decimal strings, and members whose name
 * could change a prototype are left out.
 *
 * @param value what JSON gave, of modest depth
 * @example
 * safeFields({ id: 7, balance: { amount: 12.5, currency: 'EUR' } }); // { id: 7, balance: { amount: '12.5', … } }
 */
export function safeFields(value: object): Readonly<Record<string, unknown>> {
  const fields: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value) as [string, unknown][]) {
    if (!UNSAFE.has(name)) fields[name] = safeMember(name, member);
  }
  return fields;
}

/**
 * Copies any value that JSON gave, as `safeFields` does with objects.
 *
 * @param value of modest depth
 * @example
 * safeValue([{ a: 1 }]); // [{ a: 1 }]
 */
export function safeValue(value: unknown): unknown {
  if (Array.isArray(value)) return (value as readonly unknown[]).map(safeValue);
  return typeof value === 'object' && value !== null ? safeFields(value) : value;
}

function safeMember(name: string, member: unknown): unknown {
  if (typeof member === 'number' && DECIMAL.has(name)) return toDecimal(member) ?? String(member);
  return safeValue(member);
}
