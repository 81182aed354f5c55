import { expect } from 'chai';
import { HandlerFailedError } from '../../lib/notification/HandlerFailedError.js';

describe('HandlerFailedError', () => {
  it('says what went wrong and keeps the cause, but not its text', () => {
    const cause = new Error('canary 1234.56');
    const error = new HandlerFailedError('handlerFailed', { cause });
    expect(error).to.include({ name: 'HandlerFailedError', reason: 'handlerFailed', cause });
    expect(error.message).to.not.contain('canary');
  });
});
