import { expect } from 'chai';
import { parseArguments } from '../../../lib/cli/parseArguments.js';
import { fakeHost } from '../../support/fakeHost.js';

// Told through the whole command line, of which it is a part.
describe('addNotificationCommands', () => {
  const parsed = (...argv: readonly string[]) => {
    const host = fakeHost();
    return { ...parseArguments(argv, host), errors: host.stderr.text(), help: host.stdout.text() };
  };
  const serve = ['serve', '--listen', '127.0.0.1:0', '--inbox', 'sqlite:a.db'];

  it('takes serve with its defaults, and with everything', () => {
    expect(parsed(...serve).kind).to.equal('command');
    const waits = ['--settle', '1s', '--max-wait', '2s', '--lease', '1m', '--reconcile-every', 'never'];
    expect(
      parsed(...serve, '--sink', 'ndjson:-', '--health', '[::1]:0', '--spool', '.', '--json', ...waits).kind,
    ).to.equal('command');
  });

  it('says what it expected', () => {
    expect(parsed('serve').errors).to.include("required option '--listen <host:port>'");
    expect(parsed(...serve, '--sink', 'nowhere').errors).to.include('Expected book, ndjson:- or post:URL');
    expect(parsed(...serve, '--reconcile-every', '15').errors).to.include('a duration');
  });

  it('refuses a sink with credentials in it, says where they go, and repeats nothing of them', () => {
    for (const argv of [['--sink', 'post:https://u:hunter2@h/x'], ['--sink=post:https://u:hunter2@h/x']]) {
      const { kind, errors } = parsed(...serve, ...argv);
      expect(kind).to.equal('ended');
      expect(errors)
        .to.match(/'post:https:\/\/…' is invalid.*without user, password.*MILLRACE_SINK_AUTHORIZATION/)
        .and.not.match(/hunter2|u:|@h/);
    }
  });

  it('takes subscribe, and not both of its ways', () => {
    expect(parsed('subscribe', 'REFRESH', '--remove').kind).to.equal('command');
    expect(parsed('subscribe', '--remove', '--list').errors).to.include('either --remove or --list');
  });

  it('tells in its help where secrets come from and whose users are served', () => {
    const { help } = parsed('serve', '--help');
    expect(help)
      .to.include('MILLRACE_CALLBACK_SECRET')
      .and.include('MILLRACE_SINK_AUTHORIZATION')
      .and.include('--known-users FILE');
    expect(help.replace(/\s+/g, ' ')).to.include('what comes before /hooks');
  });
});
