import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { isRight } from 'fp-ts/lib/Either.js';
import { CONFIG_KEYS, ConfigFile } from './ConfigFile.js';
import { ConfigurationError } from './ConfigurationError.js';
import { SETTINGS } from './SETTINGS.js';

const FILE_NAME = 'millrace.config.json';
const READABLE_BY_OTHERS = 0o077;

/**
 * Reads the settings of a file: the one that was named, or `millrace.config.json` if there is one.
 *
 * Errors: throws ConfigurationError for a file that cannot be read, is no JSON, has a key or a type that means nothing,
 * or holds secrets and can be read by others than its owner.
 *
 * @param folder where to look
 * @param named the file that the user named, if one was
 * @example
 * readConfigFile(process.cwd(), undefined).sync?.deadlineMs;
 */
export function readConfigFile(folder: string, named: string | undefined): ConfigFile {
  const file = path.resolve(folder, named ?? FILE_NAME);
  if (named === undefined && !existsSync(file)) return {};
  const shown = named ?? FILE_NAME;
  const content = parse(shown, readText(shown, file));
  refuseUnknownKeys(shown, content);
  const decoded = ConfigFile.decode(content);
  if (!isRight(decoded)) {
    const [context = []] = decoded.left.map((failure) => failure.context);
    const key = context
      .map((entry) => entry.key)
      .filter((part) => part !== '')
      .join('.');
    throw new ConfigurationError(`${shown}: ${key}`, context.at(-1)?.type.name ?? 'another type', 'another type');
  }
  refuseReadableSecrets(shown, file, decoded.right);
  return decoded.right;
}

function readText(shown: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'an error';
    throw new ConfigurationError(shown, 'a file that can be read', code);
  }
}

function parse(shown: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, which may be a secret.
    throw new ConfigurationError(shown, 'JSON', 'something else');
  }
}

function refuseUnknownKeys(shown: string, content: unknown): void {
  for (const [section, known] of Object.entries(CONFIG_KEYS)) {
    const part: unknown = section === '' ? content : isObject(content) ? content[section] : undefined;
    if (!isObject(part)) continue;
    const unknown = Object.keys(part).filter((key) => !known.includes(key));
    if (unknown.length > 0) {
      const where = section === '' ? shown : `${shown}: ${section}`;
      throw new ConfigurationError(where, `keys among ${known.join(', ')}`, unknown.join(', '));
    }
  }
}

function refuseReadableSecrets(shown: string, file: string, content: ConfigFile): void {
  const secrets = Object.values(SETTINGS).filter(
    ({ section, key, secret }) => secret && Object.hasOwn(content[section] ?? {}, key),
  );
  const { mode } = statSync(file);
  if (secrets.length === 0 || process.platform === 'win32' || (mode & READABLE_BY_OTHERS) === 0) return;
  throw new ConfigurationError(
    `${shown}: ${secrets.map(({ section, key }) => `${section}.${key}`).join(', ')}`,
    'a file that only its owner can read (chmod 600), or the environment',
    `mode ${(mode & 0o777).toString(8)}`,
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
