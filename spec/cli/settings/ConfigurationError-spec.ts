import { expect } from 'chai';
import { ConfigurationError, isConfigurationError } from '../../../lib/cli/settings/ConfigurationError.js';

describe('ConfigurationError', () => {
  it('names place, expectation and value', () => {
    expect(new ConfigurationError('--config', 'a file', 'nothing').message).to.equal(
      '--config: expected a file, got nothing',
    );
  });
});

describe('isConfigurationError', () => {
  it('tells it from other errors', () => {
    expect([new ConfigurationError('a', 'b', 'c'), new Error('x')].map(isConfigurationError)).to.deep.equal([
      true,
      false,
    ]);
  });
});
