import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfigFile } from '../../../lib/cli/settings/readConfigFile.js';

describe('readConfigFile', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'millrace-config-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const write = (content: unknown, mode = 0o644, name = 'millrace.config.json'): void => {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    writeFileSync(path.join(folder, name), text, { mode });
  };
  const read = (named?: string) => () => readConfigFile(folder, named);

  it('gives nothing without a file', () => {
    expect(read()()).to.deep.equal({});
  });

  it('reads the usual file, or the one that is named', () => {
    write({ sync: { deadlineMs: 5 } });
    write({ sync: { deadlineMs: 6 } }, 0o644, 'other.json');
    expect([read()(), read('other.json')()].map(({ sync }) => sync?.deadlineMs)).to.deep.equal([5, 6]);
  });

  it('wants the file that is named to be there', () => {
    expect(read('other.json')).to.throw('other.json: expected a file that can be read, got ENOENT');
  });

  it('refuses what is no JSON, and shows none of it', () => {
    write('{"oxlin":{"token":"s3cret"');
    expect(read()).to.throw('millrace.config.json: expected JSON').with.property('message').that.does.not.include('s3');
  });

  it('names keys that nobody knows', () => {
    write({ oxlin: { baseURL: 'x', quueId: '1' } });
    expect(read()).to.throw(/millrace\.config\.json: oxlin: expected keys among baseUrl, .*, got baseURL, quueId/);
    write({ poll: {} });
    expect(read()).to.throw('millrace.config.json: expected keys among oxlin, sync, yodlee, got poll');
  });

  it('names the key whose type is wrong', () => {
    write({ sync: { deadlineMs: '8s' } });
    expect(read()).to.throw('millrace.config.json: sync.deadlineMs: expected number, got another type');
    write([]);
    expect(read()).to.throw('millrace.config.json');
  });

  it('refuses secrets that others can read', () => {
    if (process.platform === 'win32') return;
    write({ oxlin: { token: 's3cret', baseUrl: 'https://api.example.org' } });
    expect(read()).to.throw('oxlin.token: expected a file that only its owner can read (chmod 600)');
    rmSync(path.join(folder, 'millrace.config.json'));
    write({ oxlin: { token: 's3cret' } }, 0o600);
    expect(read()().oxlin?.token).to.equal('s3cret');
  });
});
