import { Subject } from 'rxjs';
import type { Host, Output, Signal, StdoutEnd } from '../../lib/cli/Host.js';

export interface FakeOutput extends Output {
  text(): string;
}

export interface FakeHost extends Host {
  readonly stdout: FakeOutput;
  readonly stderr: FakeOutput;
  readonly signals: Subject<Signal>;
  readonly stdoutEnded: Subject<StdoutEnd>;
}

/** A world that keeps what is written to it. */
export function fakeHost(given: Partial<Pick<Host, 'env' | 'folder'>> & { readonly isTty?: boolean } = {}): FakeHost {
  const { env = {}, folder = '/nowhere', isTty = false } = given;
  return {
    env,
    folder,
    stdout: fakeOutput(isTty),
    stderr: fakeOutput(isTty),
    signals: new Subject(),
    stdoutEnded: new Subject(),
  };
}

function fakeOutput(isTty: boolean): FakeOutput {
  const pieces: string[] = [];
  return {
    isTty,
    columns: 80,
    write: (text) => void pieces.push(text),
    deliver: (text) => Promise.resolve(void pieces.push(text)),
    text: () => pieces.join(''),
  };
}
