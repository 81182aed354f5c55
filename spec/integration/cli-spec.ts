import { expect } from 'chai';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSandbox, type RunningSandbox, type SandboxOptions } from '../../lib/sandbox/index.js';
import { CLI_BUNDLE, runMillrace, type Finished } from '../support/runMillrace.js';

interface Line {
  readonly kind?: string;
  readonly id?: string;
  readonly result?: string;
  readonly connectionId?: string;
  readonly accounts?: readonly unknown[];
  readonly outcomes?: readonly unknown[];
  readonly iban?: string;
  readonly label?: string;
  readonly check?: string;
  readonly detail?: string;
}

const linesOf = ({ stdout }: Pick<Finished, 'stdout'>): readonly Line[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

async function inSandbox<T>(options: SandboxOptions, use: (sandbox: RunningSandbox) => Promise<T>): Promise<T> {
  const sandbox = await startSandbox({ speed: 100, seed: 1, ...options });
  try {
    return await use(sandbox);
  } finally {
    await sandbox.close();
  }
}

describe('millrace, over sockets', function () {
  this.timeout(60_000);

  describe('sync', () => {
    it('does not call data fresh of which only the list came', () =>
      inSandbox({ scenarios: ['list-accounts'] }, async ({ env }) => {
        const run = await runMillrace(['sync', '1001', '--type', 'LIST_ACCOUNTS', '--until', 'list'], { env });
        expect(run.code).to.equal(0);
        expect(run.stdout).to.include('the account lists came; the data is still being fetched');
        expect(run.stdout).not.to.match(/fresh \(|up to date/);
      }));

    it('ends with the account list for --type LIST_ACCOUNTS --until list', () =>
      inSandbox({ scenarios: ['list-accounts'] }, async ({ env }) => {
        const args = ['sync', '1001', '--type', 'LIST_ACCOUNTS', '--until', 'list', '--json'];
        const run = await runMillrace(args, { env });
        const [outcome] = linesOf(run).filter(({ kind }) => kind === 'outcome');
        expect(run.code).to.equal(0);
        expect(outcome?.result).to.equal('succeeded');
        expect(outcome?.accounts).to.have.length.greaterThan(0);
        expect(linesOf(run).at(-1)).to.deep.equal(outcome);
      }));

    it('syncs several connections side by side, once each, and sums them up', () =>
      inSandbox({ scenarios: ['success', 'partial', 'challenge'] }, async ({ env, log }) => {
        const run = await runMillrace(['sync', '1001', '1002', '1002', '--json'], { env });
        const lines = linesOf(run);
        expect(run.code).to.equal(3);
        expect(lines.at(-1)?.kind).to.equal('summary');
        expect(lines.at(-1)?.outcomes).to.have.lengthOf(2);
        const posts = log().filter(({ method, path: target }) => method === 'POST' && target.includes('synchronize'));
        expect(posts).to.have.lengthOf(2);
      }));

    it('says in words what happened, who must act and what to tell the user', () =>
      inSandbox({ scenarios: ['challenge'] }, async ({ env }) => {
        const run = await runMillrace(['sync', '--all', '--marbles'], { env });
        expect(run.code).to.equal(5);
        expect(run.stderr).to.equal('');
        expect(run.stdout).to.include('action required');
        expect(run.stdout).to.include('CHALLENGE_REQUIRED');
        expect(run.stdout).to.include('The user must act.');
        expect(run.stdout).to.include('Tell the user: "Your bank sent you a code');
        expect(run.stdout).to.match(/ 1001 {2}T[-()eD]*\(?O\|\)? {3}actionRequired/);
      }));

    it('draws marbles on stderr beside --json', () =>
      inSandbox({}, async ({ env }) => {
        const run = await runMillrace(['sync', '--all', '--json', '--marbles'], { env });
        expect(linesOf(run).at(-1)?.kind).to.equal('summary');
        expect(run.stderr).to.include('T triggered');
      }));

    it('gives up at --deadline, which wins over the environment', () =>
      inSandbox({ scenarios: ['silent'] }, async ({ env }) => {
        const run = await runMillrace(['sync', '--all', '--json', '--deadline', '500ms'], {
          env: { ...env, MILLRACE_DEADLINE_MS: '600000' },
        });
        expect(run.code).to.equal(6);
        expect(linesOf(run).find(({ kind }) => kind === 'outcome')?.result).to.equal('timedOut');
      }));

    it('leaves a connection alone that needs its user, when nobody is there', () =>
      inSandbox({ scenarios: ['token-expired'] }, async ({ env, log }) => {
        await runMillrace(['sync', '1001', '--json'], { env });
        const before = log().filter(({ method }) => method === 'POST').length;
        const run = await runMillrace(['sync', '1001', '--unattended', '--json'], { env });
        const triggers = log()
          .filter(({ method }) => method === 'POST')
          .slice(before)
          .filter(({ path: target }) => target.includes('synchronize'));
        expect(run.code).to.equal(5);
        expect(triggers).to.have.lengthOf(0);
      }));

    it('leaves on Ctrl-C with 130, and says that the bank goes on', () =>
      inSandbox({ speed: 1 }, async ({ env }) => {
        const run = await runMillrace(['sync', '--all', '--json'], {
          env,
          onStdout: (child, soFar) => {
            if (soFar.includes('"triggered"')) child.kill('SIGINT');
          },
        });
        expect(run.code).to.equal(130);
        expect(run.stderr).to.include('go on at the bank');
        expect(linesOf(run).some(({ kind }) => kind === 'outcome')).to.equal(false);
      }));

    it('leaves on SIGTERM with 143', () =>
      inSandbox({ speed: 1 }, async ({ env }) => {
        const run = await runMillrace(['sync', '--all', '--json'], {
          env,
          onStdout: (child) => child.kill('SIGTERM'),
        });
        expect(run.code).to.equal(143);
      }));

    it('ends with 0 when nobody reads on', () =>
      inSandbox({ scenarios: ['failed'] }, async ({ env }) => {
        const run = await runMillrace(['sync', '--all', '--json'], {
          env,
          onStdout: (child) => child.stdout?.destroy(),
        });
        expect({ code: run.code, stderr: run.stderr }).to.deep.equal({ code: 0, stderr: '' });
      }));
  });

  describe('sync on a terminal', () => {
    const SHOW_CURSOR = '\u001b[?25h';
    const HIDE_CURSOR = '\u001b[?25l';

    it('draws each connection until its end, then says the outcomes in words', () =>
      inSandbox({ scenarios: ['success', 'partial'] }, async ({ env }) => {
        const run = await runMillrace(['sync', '--all'], { env, isTty: true });
        expect(run.code).to.equal(3);
        for (const shown of ['Syncs: 2 of 2, 100 %', 'Bank 1001: succeeded', 'Bank 1002: partial', 'Tell the user']) {
          expect(run.stdout).to.include(shown);
        }
        expect(run.stdout + run.stderr).to.include(SHOW_CURSOR);
      }));

    it('leaves on Ctrl-C with 130, the cursor given back', () =>
      inSandbox({ speed: 1 }, async ({ env }) => {
        const run = await runMillrace(['sync', '--all'], {
          env,
          isTty: true,
          onStdout: (child, soFar) => {
            if (soFar.includes('triggered') && !child.killed) child.kill('SIGINT');
          },
        });
        const all = run.stdout + run.stderr;
        expect(run.code).to.equal(130);
        expect(all).to.include('go on at the bank');
        expect(all.lastIndexOf(SHOW_CURSOR)).to.be.greaterThan(run.stdout.lastIndexOf(HIDE_CURSOR));
      }));
  });

  describe('follow', () => {
    it('follows a sync that somebody else started to its outcome', () =>
      inSandbox({ scenarios: ['already-running'], speed: 10 }, async ({ env, log }) => {
        const run = await runMillrace(['follow', '1001', '--json'], { env });
        expect(run.code).to.equal(0);
        expect(linesOf(run).at(-1)?.result).to.equal('succeeded');
        expect(log().some(({ path: target }) => target.includes('synchronize'))).to.equal(false);
      }));
  });

  describe('lists', () => {
    it('prints every connection, account and transaction as NDJSON, complete', () =>
      inSandbox({ scenarios: ['success', 'partial'] }, async ({ env }) => {
        const [connections, accounts, transactions] = await Promise.all(
          ['connections', 'accounts', 'transactions'].map((command) => runMillrace([command, '--json'], { env })),
        );
        expect([connections?.code, accounts?.code, transactions?.code]).to.deep.equal([0, 0, 0]);
        expect(linesOf(connections ?? never()).map(({ id }) => id)).to.deep.equal(['1001', '1002']);
        expect(linesOf(accounts ?? never()).some(({ iban }) => /^FR76\d+$/.test(iban ?? ''))).to.equal(true);
        expect(linesOf(transactions ?? never()).some(({ label }) => label !== undefined)).to.equal(true);
      }));

    it('prints only those of one connection', () =>
      inSandbox({ scenarios: ['success', 'partial'] }, async ({ env }) => {
        const [accounts, transactions] = await Promise.all(
          ['accounts', 'transactions'].map((command) =>
            runMillrace([command, '--connection', '1002', '--json'], { env }),
          ),
        );
        const ids = linesOf(accounts ?? never()).map(({ id }) => id ?? '');
        expect(new Set(linesOf(accounts ?? never()).map(({ connectionId }) => connectionId))).to.deep.equal(
          new Set(['1002']),
        );
        const rows = (transactions ?? never()).stdout
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as unknown);
        expect(rows).to.have.length.greaterThan(0);
        expect(ids).to.include.members([
          ...new Set(rows.map((row) => (row as { readonly accountId: string }).accountId)),
        ]);
      }));

    it('says when an id is not among those of the user', () =>
      inSandbox({}, async ({ env }) => {
        const [accounts, transactions, known, gone] = await Promise.all([
          runMillrace(['accounts', '--connection', '999'], { env }),
          runMillrace(['transactions', '--account', '999'], { env }),
          runMillrace(['accounts', '--connection', '1001', '--type', 'NONE'], { env }),
          runMillrace(['sync', 'abc'], { env }),
        ]);
        expect(accounts.stderr).to.include('999 is not among the connections of this user');
        expect(transactions.stderr).to.include('999 is not among the accounts of this user');
        expect(known.stderr).not.to.include('not among');
        expect([gone.code, gone.stdout]).to.satisfy(
          ([code, text]: readonly [number, string]) => code === 7 && text.includes('or the id is wrong'),
        );
      }));

    it('masks what is personal unless it is asked for', () =>
      inSandbox({}, async ({ env }) => {
        const [masked, shown] = await Promise.all([
          runMillrace(['accounts'], { env }),
          runMillrace(['accounts', '--show-pii'], { env }),
        ]);
        expect(masked.stdout)
          .to.match(/••••\d{4}/)
          .and.not.match(/FR76/);
        expect(shown.stdout).to.match(/FR76\d+/);
      }));
  });

  describe('doctor', () => {
    it('finds nothing wrong with a sandbox', () =>
      inSandbox({ speed: 1 }, async ({ env, log }) => {
        const run = await runMillrace(['doctor', '--json'], { env });
        expect(run.code).to.equal(0);
        expect(linesOf(run).map(({ check, result }) => `${check ?? ''} ${result ?? ''}`)).to.deep.equal([
          'settings ok',
          'token ok',
          'reachability ok',
          'clock ok',
          'statuses ok',
          'queue ok',
          'event types ok',
        ]);
        expect(log().some(({ path: target }) => target.includes('synchronize'))).to.equal(false);
      }));

    it('tells of clocks that disagree, of short tokens and of a contract without queues', () =>
      inSandbox({ scenarios: ['seed-payload'], switches: { tokenLifeS: '60' } }, async ({ env }) => {
        const run = await runMillrace(['doctor'], { env });
        expect(run.code).to.equal(0);
        expect(run.stdout).to.match(/^warn {2}clock +upstream is \d+ s behind/m);
        expect(run.stdout).to.match(/^warn {2}token +lives for \d+ s, which is short \[aggregator must act\]$/m);
      }));

    it('takes a refused queue for a nuisance', () =>
      inSandbox({ scenarios: ['no-queue'] }, async ({ env }) => {
        const run = await runMillrace(['doctor'], { env });
        expect(run.code).to.equal(0);
        expect(run.stdout).to.match(/^warn {2}queue /m);
      }));

    it('fails with 77 when the credentials are refused', () =>
      inSandbox({}, async ({ env }) => {
        const run = await runMillrace(['doctor', '--json'], { env: { ...env, MILLRACE_OXLIN_PASSWORD: 'wrong' } });
        expect(run.code).to.equal(77);
        expect(linesOf(run).map(({ result }) => result)).to.deep.equal(['ok', 'fail', 'fail', 'fail']);
      }));
  });

  describe('errors', () => {
    it('ends with 77 for a wrong secret, which it never shows', () =>
      inSandbox({}, async ({ env, log }) => {
        const run = await runMillrace(['sync', '--all', '--json', '--verbose'], {
          env: { ...env, MILLRACE_OXLIN_CLIENT_SECRET: 'wr0ng-secret' },
        });
        expect(run.code).to.equal(77);
        expect(run.stdout).to.equal('');
        expect(run.stderr).to.include('CredentialsRefusedError').and.to.include('You, who call the API, must act.');
        for (const name of ['CLIENT_SECRET', 'PASSWORD', 'USERNAME']) {
          expect(run.stderr).not.to.include(env[`MILLRACE_OXLIN_${name}`]);
        }
        expect(run.stderr).not.to.include('wr0ng-secret');
        expect(log().filter(({ path: target }) => target.includes('token'))).to.have.lengthOf(1);
      }));

    it('ends with 69 when nobody is at the other end', async () => {
      const { env } = await inSandbox({}, (sandbox) => Promise.resolve(sandbox));
      const run = await runMillrace(['sync', '--all', '--json'], { env });
      expect(run.code).to.equal(69);
      expect(run.stderr).to.include('UpstreamUnreachableError');
    });

    it('names a refused connection at once and at the end, within the deadline', async () => {
      const env = { MILLRACE_OXLIN_BASE_URL: 'http://127.0.0.1:1/v2.1', MILLRACE_OXLIN_TOKEN: 'a-token' };
      const began = performance.now();
      const run = await runMillrace(['sync', '1001', '--deadline', '2s'], { env });
      expect(run.code).to.equal(69);
      expect(run.stdout).to.match(/^subscribe queue failed \(UpstreamUnreachableError, ECONNREFUSED\), again in/);
      expect(run.stderr)
        .to.match(/^millrace: subscribe queue: upstream unreachable \(ECONNREFUSED\) \(UpstreamUnreachableError\)/)
        .and.include('MILLRACE_OXLIN_BASE_URL');
      expect(performance.now() - began).to.be.below(6_000);
    });

    it('asks for the user and the version when there is no such list', () =>
      inSandbox({}, async ({ env }) => {
        const nobody = { MILLRACE_OXLIN_USERNAME: '', MILLRACE_OXLIN_PASSWORD: '', MILLRACE_OXLIN_USER_ID: 'nope' };
        const run = await runMillrace(['connections'], { env: { ...env, ...nobody } });
        expect(run.code).to.equal(69);
        expect(run.stderr).to.include('/v2.1, and is the user (--user-id, MILLRACE_OXLIN_USER_ID) right?');
      }));

    it('asks for the scheme when nobody speaks TLS', () =>
      inSandbox({}, async ({ env, baseUrl }) => {
        const run = await runMillrace(['connections', '--base-url', baseUrl.replace('http:', 'https:')], { env });
        expect(run.stderr).to.include('(or --base-url): is it https where http is spoken?');
      }));

    it('ends with 78 for a setting that is missing or means nothing, named with expectation and value', async () => {
      const base = { MILLRACE_OXLIN_BASE_URL: 'https://api.example.org/v2.1', MILLRACE_OXLIN_TOKEN: 'a-token' };
      const [none, ftp, poll, half] = await Promise.all([
        runMillrace(['connections']),
        runMillrace(['connections'], { env: { ...base, MILLRACE_OXLIN_BASE_URL: 'http://api.example.org/v2.1' } }),
        runMillrace(['sync', '--all'], { env: { ...base, MILLRACE_POLL_EVERY_MS: 'soon' } }),
        runMillrace(['accounts'], { env: { MILLRACE_OXLIN_BASE_URL: base.MILLRACE_OXLIN_BASE_URL } }),
      ]);
      expect([none.code, ftp.code, poll.code, half.code]).to.deep.equal([78, 78, 78, 78]);
      expect(none.stderr).to.match(
        /^millrace: MILLRACE_OXLIN_BASE_URL \(oxlin\.baseUrl\), MILLRACE_OXLIN_TOKEN .*: expected a value each, got nothing\n$/,
      );
      expect(ftp.stderr).to.include('expected an https URL').and.to.include('http://api.example.org/v2.1');
      expect(poll.stderr).to.match(/MILLRACE_POLL_EVERY_MS: expected a number of ms.*got "soon"/);
      expect(half.stderr).to.include('MILLRACE_OXLIN_TOKEN (oxlin.token), or instead of it MILLRACE_OXLIN_CLIENT_ID');
    });

    it('ends with 2 for usage', async () => {
      const usages = [
        [],
        ['nope'],
        ['sync'],
        ['sync', '--all', '1001'],
        ['sync', '--all', '--type', 'ALL'],
        ['sync', '1001', '--until', 'list'],
        ['sync', '1001', '--deadline', '8'],
        ['sync', '--all', '--token', 'secret'],
        ['sandbox', '--scenario', 'nope'],
      ];
      const runs = await Promise.all(usages.map((args) => runMillrace(args)));
      expect(runs.map(({ code }) => code)).to.deep.equal(usages.map(() => 2));
      for (const { stdout, stderr } of runs) {
        expect(stdout).to.equal('');
        expect(stderr).not.to.equal('');
      }
    });
  });

  describe('settings in a file', () => {
    it('reads millrace.config.json, whose secrets nobody else may read', () =>
      inSandbox({}, async ({ env }) => {
        const folder = mkdtempSync(path.join(tmpdir(), 'millrace-config-'));
        try {
          const file = path.join(folder, 'millrace.config.json');
          const oxlin = {
            baseUrl: env['MILLRACE_OXLIN_BASE_URL'],
            authUrl: env['MILLRACE_OXLIN_AUTH_URL'],
            clientId: env['MILLRACE_OXLIN_CLIENT_ID'],
            clientSecret: env['MILLRACE_OXLIN_CLIENT_SECRET'],
            username: env['MILLRACE_OXLIN_USERNAME'],
            password: env['MILLRACE_OXLIN_PASSWORD'],
          };
          writeFileSync(file, JSON.stringify({ oxlin }), { mode: 0o600 });
          const good = await runMillrace(['connections', '--json'], { cwd: folder });
          chmodSync(file, 0o644);
          const open = await runMillrace(['connections', '--json'], { cwd: folder });
          expect(good.code).to.equal(0);
          expect(linesOf(good).map(({ id }) => id)).to.deep.equal(['1001']);
          expect(open.code).to.equal(78);
          expect(open.stderr).to.include('oxlin.clientSecret').and.to.include('chmod 600');
        } finally {
          rmSync(folder, { recursive: true, force: true });
        }
      }));
  });

  describe('sandbox', () => {
    it('says in its first line how to reach it, serves, and ends with 0 on a signal', async () => {
      let served: Promise<Finished> | undefined;
      const run = await runMillrace(['sandbox', '--speed', '100', '--scenario', 'partial,success', '--seed', '7'], {
        limitMs: 30_000,
        onStdout: (child, soFar) => {
          const { kind, env } = JSON.parse(soFar) as { readonly kind: string; readonly env: Record<string, string> };
          expect(kind).to.equal('ready');
          served ??= runMillrace(['connections', '--json'], { env }).finally(() => child.kill('SIGTERM'));
        },
      });
      expect(run.code).to.equal(0);
      expect(linesOf((await served) ?? never())).to.have.lengthOf(2);
    });

    it('ends with 0 when nobody reads its first line', async () => {
      const run = await runMillrace(['sandbox'], { onStart: (child) => child.stdout?.destroy() });
      expect({ code: run.code, stderr: run.stderr }).to.deep.equal({ code: 0, stderr: '' });
    });

    it('ends with 2 on a port that is taken, and says what to do', () =>
      inSandbox({}, async ({ baseUrl }) => {
        const run = await runMillrace(['sandbox', '--port', new URL(baseUrl).port]);
        expect(run.code).to.equal(2);
        expect(run.stderr).to.match(
          /^millrace: port \d+ \(or \d+, for the authorization server\) is in use; try --port 0\n$/,
        );
      }));

    it('takes switches, and refuses those that do not exist', async () => {
      const run = await runMillrace(['sandbox', '--switch', 'typeIn=head'], {});
      expect(run.code).to.equal(2);
      expect(run.stderr).to.include('switch typeIn: expected one of query, body, got "head"');
    });
  });

  describe('the published program', () => {
    it('shows the whole demo, and ends by itself with 0', async () => {
      const run = await runMillrace(['demo'], { program: CLI_BUNDLE, limitMs: 50_000 });
      expect(run.stderr).to.equal('');
      expect(run.code).to.equal(0);
      for (const shown of ['succeeded', 'partial', 'action required', 'new: ', 'T triggered', 'Try next']) {
        expect(run.stdout).to.include(shown);
      }
    });

    it('loads neither stores nor sandbox nor any client before it knows the command, and then what that needs', () => {
      const parts = path.join(path.dirname(CLI_BUNDLE), 'parts');
      const of = (command: string): readonly string[] => {
        const [part = never()] = readdirSync(parts).filter((file) => file.startsWith(`${command}-`));
        return loadedWith(path.join(parts, part));
      };
      const atStart = loadedWith(CLI_BUNDLE).filter((file) => !/^lib\/(cli|errors|model)\//.test(file));
      expect(
        atStart.filter((file) => !/^lib\/sandbox\/core\/(yodlee\/)?(script|switches|bank\/YodleeAction)\b/.test(file)),
      ).to.deep.equal([]);
      const inbox = of('inboxStats');
      expect(inbox.filter((file) => file.startsWith('lib/node/store/sqlite/'))).to.have.length.above(10);
      expect(
        [...inbox, ...of('syncCommand')].filter((file) => /^lib\/(sandbox|notification)\//.test(file)),
      ).to.deep.equal([]);
      expect(of('serveCommand').filter((file) => /^lib\/(sandbox|aggregators\/oxlin)\//.test(file))).to.deep.equal([]);
      expect(of('syncCommand').filter((file) => /^lib\/(node|aggregators\/yodlee)\//.test(file))).to.deep.equal([]);
    });

    it('tells its version', async () => {
      const run = await runMillrace(['--version'], { program: CLI_BUNDLE });
      expect(run.stdout).to.match(/^\d+\.\d+\.\d+\n$/);
    });
  });
});

/** Every module of a file of the bundle and of those that are loaded with it, before a line of it runs. */
function loadedWith(file: string, seen = new Set<string>()): readonly string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  const modules = [...text.matchAll(/^\/\/ (lib\/\S+)$/gm)].map(([, name = never()]) => name);
  const imported = [...text.matchAll(/^(?:(?:im|ex)port|\})[^;"]* from "(\.[^"]+)";$|^import "(\.[^"]+)";$/gm)];
  const parts = imported.flatMap(([, named, whole]) => named ?? whole ?? []);
  return [...modules, ...parts.flatMap((part) => loadedWith(path.resolve(file, '..', part), seen))];
}

function never(): never {
  throw new Error('a run is missing');
}
