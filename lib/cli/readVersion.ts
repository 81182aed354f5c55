import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Reads the version of the package that this file is part of, built or not.
 *
 * @example
 * readVersion(); // '0.1.0'
 */
export function readVersion(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (folder !== path.dirname(folder)) {
    const file = path.join(folder, 'package.json');
    const found: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
    if (isPackage(found) && found.name === 'millrace') return found.version;
    folder = path.dirname(folder);
  }
  return 'unknown';
}

function isPackage(value: unknown): value is { readonly name: string; readonly version: string } {
  return typeof value === 'object' && value !== null && 'name' in value && 'version' in value;
}
