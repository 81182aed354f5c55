import { expect } from 'chai';
import { Command as Program } from 'commander';
import { addSyncCommands } from '../../../lib/cli/commands/addSyncCommands.js';
import { fakeHost } from '../../support/fakeHost.js';

describe('addSyncCommands', () => {
  it('adds sync and follow, and hands over the one that is chosen', () => {
    const program = new Program('x');
    const chosen: unknown[] = [];
    addSyncCommands(program, fakeHost(), (command) => chosen.push(command));
    expect(program.commands.map((command) => command.name())).to.deep.equal(['sync', 'follow']);
    program.parse(['sync', '--all'], { from: 'user' });
    program.parse(['follow', '1001'], { from: 'user' });
    expect(chosen).to.have.lengthOf(2);
  });
});
