import { expect } from 'chai';
import { EventEmitter } from 'node:events';
import type { StdoutEnd } from '../../lib/cli/Host.js';
import { processHost, type HostProcess, type TextStream } from '../../lib/cli/processHost.js';

class FakeStream extends EventEmitter implements TextStream {
  readonly written: string[] = [];
  constructor(
    readonly isTTY?: boolean,
    readonly columns?: number,
  ) {
    super();
  }
  write(text: string, taken?: (error?: Error | null) => void): boolean {
    this.written.push(text);
    taken?.(text === 'refused' ? new Error('EPIPE') : null);
    return true;
  }
}

class FakeProcess extends EventEmitter implements HostProcess {
  readonly stderr = new FakeStream();
  constructor(
    readonly stdout = new FakeStream(),
    readonly env: HostProcess['env'] = {},
  ) {
    super();
  }
  cwd(): string {
    return '/work';
  }
}

const errorOf = (code: string): Error => Object.assign(new Error(code), { code });

describe('processHost', () => {
  it('hands over folder, variables and text', () => {
    const from = new FakeProcess(new FakeStream(), { A: '1' });
    const host = processHost(from);
    host.stdout.write('hello');
    expect(host).to.include({ folder: '/work', env: from.env });
    expect(from.stdout.written).to.deep.equal(['hello']);
  });

  it('tells when the system has taken a text, and when it refused', async () => {
    const { stdout } = processHost(new FakeProcess());
    await stdout.deliver('taken');
    const refusal = await stdout.deliver('refused').catch((error: unknown) => error);
    expect(refusal).to.be.an('error');
  });

  it('takes for a terminal only what can be drawn on', () => {
    const isTty = (stream: FakeStream, env = {}) => processHost(new FakeProcess(stream, env)).stdout.isTty;
    expect(isTty(new FakeStream(true, 120))).to.equal(true);
    expect(isTty(new FakeStream(true, 0))).to.equal(false);
    expect(isTty(new FakeStream(undefined, undefined))).to.equal(false);
    expect(isTty(new FakeStream(true, 120), { TERM: 'dumb' })).to.equal(false);
    expect(processHost(new FakeProcess()).stdout.columns).to.equal(80);
  });

  it('tells of the first signal, and leaves the second, once all have heard of it, to the system', async () => {
    const from = new FakeProcess();
    const seen: string[] = [];
    processHost(from).signals.subscribe((signal) => seen.push(signal));
    from.emit('SIGINT');
    expect(seen).to.deep.equal(['SIGINT']);
    expect(from.listenerCount('SIGINT')).to.equal(1);
    await new Promise((resolve) => setImmediate(resolve));
    expect(from.listenerCount('SIGINT') + from.listenerCount('SIGTERM')).to.equal(0);
  });

  it('tells a reader that left from a broken stdout, and lets stderr break', () => {
    for (const [code, end] of [
      ['EPIPE', 'unread'],
      ['ERR_STREAM_DESTROYED', 'unread'],
      ['ENOSPC', 'broken'],
    ] as const) {
      const from = new FakeProcess();
      const seen: StdoutEnd[] = [];
      processHost(from).stdoutEnded.subscribe((value) => seen.push(value));
      from.stderr.emit('error', errorOf('EPIPE'));
      expect(seen).to.deep.equal([]);
      from.stdout.emit('error', errorOf(code));
      expect(seen).to.deep.equal([end]);
    }
  });
});
