import { readFileSync } from 'node:fs';

/** One fenced block of a page. */
export interface CodeBlock {
  /** What stands behind the fence, such as `ts`. */
  readonly info: string;
  readonly code: string;
  /** 1-based line of its first line of code. */
  readonly line: number;
}

/** Reads a page, by its path from the project's root. */
export function pageOf(file: string): string {
  return readFileSync(file, 'utf8');
}

/** Gives the fenced blocks of a page, in order. */
export function codeBlocksOf(page: string): readonly CodeBlock[] {
  return [...page.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].map(({ 1: info = '', 2: code = '', index }) => ({
    info: info.trim(),
    code,
    line: page.slice(0, index).split('\n').length + 1,
  }));
}

/** Gives the rows of every table whose header begins with this cell, each as its trimmed cells; a header is no row. */
export function rowsOf(page: string, header: string): readonly (readonly string[])[] {
  const rows: (readonly string[])[] = [];
  let isInside = false;
  for (const line of page.split('\n')) {
    const cells = cellsOf(line);
    if (cells === undefined) isInside = false;
    else if (cells[0] === header) isInside = true;
    else if (isInside && !/^-+$/.test(cells[0] ?? '')) rows.push(cells);
  }
  return rows;
}

function cellsOf(line: string): readonly string[] | undefined {
  if (!line.startsWith('|')) return undefined;
  return line
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replace(/\\\|/g, '|'));
}
