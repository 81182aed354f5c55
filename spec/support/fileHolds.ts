import { existsSync, readFileSync } from 'node:fs';

/** Says whether the bytes of a name stand in a file of SQLite, or in what it keeps beside it. */
export function fileHolds(file: string, name: string): boolean {
  return ['', '-wal', '-shm'].some((side) => existsSync(file + side) && readFileSync(file + side).includes(name));
}
