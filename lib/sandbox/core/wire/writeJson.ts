/** A number written with exactly these digits, whatever a double could hold. */
export interface Lexeme {
  readonly lexeme: string;
}

/** What {@link writeJson} can write; members that are `undefined` are left out, as the API does. */
export type Json = string | number | boolean | null | undefined | Lexeme | readonly Json[] | JsonObject;

/** An object of {@link Json} members. */
export interface JsonObject {
  readonly [name: string]: Json;
}

const isLexeme = (value: object): value is Lexeme => 'lexeme' in value;

/**
 * Writes a value as JSON text without losing a digit of any {@link Lexeme}.
 *
 * @param value what to write
 * @example
 * writeJson({ amount: { lexeme: '1234567890123456.78' } }); // {"amount":1234567890123456.78}
 */
export function writeJson(value: Json): string {
  if (value === null || value === undefined || typeof value !== 'object') return JSON.stringify(value ?? null);
  if (isArray(value)) return `[${value.map(writeJson).join(',')}]`;
  if (isLexeme(value)) return value.lexeme;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${writeJson(member)}`).join(',')}}`;
}

const isArray = (value: object): value is readonly Json[] => Array.isArray(value);
