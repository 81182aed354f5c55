import { expect } from 'chai';
import { Command as Program } from 'commander';
import { addSandboxCommands } from '../../../lib/cli/commands/addSandboxCommands.js';
import { SCENARIOS, SWITCHES, YODLEE_SWITCHES } from '../../../lib/sandbox/index.js';
import { fakeHost } from '../../support/fakeHost.js';

describe('addSandboxCommands', () => {
  it('adds sandbox and demo, and hands over the one that is chosen', () => {
    const program = new Program('x');
    const chosen: unknown[] = [];
    addSandboxCommands(program, fakeHost(), (command) => chosen.push(command));
    expect(program.commands.map((command) => command.name())).to.deep.equal(['sandbox', 'demo']);
    program.parse(['sandbox', '--scenario', 'success', '--scenario', 'partial'], { from: 'user' });
    program.parse(['demo'], { from: 'user' });
    expect(chosen).to.have.lengthOf(2);
  });

  it('names every scenario and switch in its help, and its defaults', () => {
    const program = new Program('x').exitOverride();
    let help = '';
    program.configureOutput({ writeOut: (text) => (help += text) });
    addSandboxCommands(program, fakeHost(), () => undefined);
    expect(() => program.parse(['sandbox', '--help'], { from: 'user' })).to.throw();
    for (const name of Object.keys(SCENARIOS)) expect(help).to.include(name);
    for (const [name, { default: standard }] of Object.entries({ ...SWITCHES, ...YODLEE_SWITCHES }))
      expect(help).to.include(`${name}=${standard}|`);
    expect(help.replace(/\s+/g, ' '))
      .to.include('tokenLifeS=3600|60|600 or any number > 0')
      .and.include('(default: success)');
  });
});
