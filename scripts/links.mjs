// Relative links and headings in our Markdown lead somewhere.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ROOT, filesUnder, option } from './project.mjs';

const root = path.resolve(option('root', ROOT));
const top = readdirSync(root).filter((entry) => entry.endsWith('.md'));
const nested = ['docs', 'examples', 'bench', 'lib', 'spec'].flatMap((folder) => filesUnder(folder, root));
const pages = [...top, ...nested.filter((file) => file.endsWith('.md') && !file.startsWith('docs/api/'))];

const withoutCode = (text) => text.replace(/^(```|~~~)[\s\S]*?^\1/gm, '').replace(/`[^`\n]*`/g, '');

/** Gives the anchors of a page as its host makes them: lower case, no punctuation, dashes, numbered when repeated. */
function anchors(file) {
  const counts = new Map();
  const text = readFileSync(path.join(root, file), 'utf8').replace(/^(```|~~~)[\s\S]*?^\1/gm, '');
  const headings = [...text.matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)].map(([, heading]) => {
    const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const slug = plain.replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');
    const count = counts.get(slug) ?? 0;
    counts.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
  const explicit = [...text.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, id]) => id);
  return new Set([...headings, ...explicit]);
}

function wrongWith(page, link) {
  if (/^[a-z][a-z0-9+.-]*:/i.test(link)) return undefined;
  const [target, anchor] = decodeURI(link).split('#');
  const file = target === '' ? page : path.posix.join(path.posix.dirname(page), target);
  if (file.startsWith('..')) return 'leads out of the project';
  if (!existsSync(path.join(root, file))) return 'no such file';
  if (anchor && file.endsWith('.md') && !anchors(file).has(anchor)) return 'no such heading';
  return undefined;
}

let count = 0;
const wrong = pages.flatMap((page) => {
  const text = withoutCode(readFileSync(path.join(root, page), 'utf8'));
  const inline = [...text.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)];
  const references = [...text.matchAll(/^\[[^\]]+\]:\s*<?(\S+?)>?(?:\s|$)/gm)];
  return [...inline, ...references].flatMap(([, link]) => {
    count += 1;
    const reason = wrongWith(page, link);
    return reason === undefined ? [] : [`${page}: ${link}: ${reason}`];
  });
});

for (const line of wrong) console.error(line);
console.log(`${pages.length} pages, ${count} links, ${wrong.length} broken`);
process.exitCode = wrong.length > 0 ? 1 : 0;
