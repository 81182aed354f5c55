import { expect } from 'chai';
import { isRight } from 'fp-ts/lib/Either.js';
import { CONFIG_KEYS, ConfigFile } from '../../../lib/cli/settings/ConfigFile.js';
import { SETTINGS } from '../../../lib/cli/settings/SETTINGS.js';

describe('ConfigFile', () => {
  it('takes nothing, and refuses another type', () => {
    expect(isRight(ConfigFile.decode({}))).to.equal(true);
    expect(isRight(ConfigFile.decode({ sync: { deadlineMs: '8s' } }))).to.equal(false);
  });
});

describe('CONFIG_KEYS', () => {
  it('has a key for every setting, in its section', () => {
    const keys = Object.values(SETTINGS).map(({ section, key }) => `${section}.${key}`);
    const known = (['oxlin', 'sync', 'yodlee'] as const).flatMap((part) =>
      CONFIG_KEYS[part].map((key) => `${part}.${key}`),
    );
    expect(known).to.have.members(keys);
    expect(CONFIG_KEYS['']).to.deep.equal(['oxlin', 'sync', 'yodlee']);
  });
});
