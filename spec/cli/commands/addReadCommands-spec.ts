import { expect } from 'chai';
import { Command as Program } from 'commander';
import { addReadCommands } from '../../../lib/cli/commands/addReadCommands.js';
import { fakeHost } from '../../support/fakeHost.js';

describe('addReadCommands', () => {
  it('adds what reads, and hands over the one that is chosen', () => {
    const program = new Program('x');
    const chosen: unknown[] = [];
    addReadCommands(program, fakeHost(), (command) => chosen.push(command));
    const names = program.commands.map((command) => command.name());
    expect(names).to.deep.equal(['connections', 'accounts', 'transactions', 'doctor']);
    for (const name of names) program.parse([name], { from: 'user' });
    expect(chosen).to.have.lengthOf(4);
  });
});
