import { expect } from 'chai';
import { collectSettings, type SettingPlaces } from '../../../lib/cli/settings/collectSettings.js';

const collect = (places: Partial<SettingPlaces>) =>
  collectSettings({ flags: {}, env: {}, file: {}, fileName: 'millrace.config.json', ...places });

describe('collectSettings', () => {
  const flags = { deadlineMs: { value: '1', place: '--deadline' } };
  const env = { MILLRACE_DEADLINE_MS: '2' };
  const file = { sync: { deadlineMs: 3 } };

  it('takes a flag before a variable before a file', () => {
    const places = [{ flags, env, file }, { env, file }, { file }, {}].map((given) => collect(given).get('deadlineMs'));
    expect(places).to.deep.equal([
      { value: '1', place: '--deadline' },
      { value: '2', place: 'MILLRACE_DEADLINE_MS' },
      { value: '3', place: 'millrace.config.json: sync.deadlineMs' },
      undefined,
    ]);
  });

  it('takes an empty variable for none', () => {
    expect(collect({ env: { MILLRACE_DEADLINE_MS: '' }, file }).get('deadlineMs')?.value).to.equal('3');
  });

  it('refuses a value that means nothing, and names its place', () => {
    expect(() => collect({ file: { sync: { deadlineMs: -1 } } })).to.throw('millrace.config.json: sync.deadlineMs');
  });
});
