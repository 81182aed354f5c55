import { expect } from 'chai';
import fc from 'fast-check';
import { InvalidOptionError } from '../../lib/errors/InvalidOptionError.js';
import { requireId, resolveSyncRequest, type SyncRequest } from '../../lib/sync/requests.js';

describe('resolveSyncRequest', () => {
  it('fills the gaps, and takes an explicit undefined for one', () => {
    const plan = { scope: '7', type: 'ALL', until: 'all', queueId: undefined, unattended: false };
    expect(resolveSyncRequest({ connectionId: '7' })).to.deep.equal(plan);
    const gaps = { connectionId: '7', type: undefined, until: undefined, queueId: undefined, unattended: undefined };
    expect(resolveSyncRequest(gaps as unknown as SyncRequest)).to.deep.equal(plan);
  });

  it('keeps what is given', () => {
    expect(
      resolveSyncRequest({ connectionId: '7', type: 'LIST_ACCOUNTS', until: 'list', queueId: 'q', unattended: true }),
    ).to.deep.equal({ scope: '7', type: 'LIST_ACCOUNTS', until: 'list', queueId: 'q', unattended: true });
  });

  const NONSENSE: readonly (readonly [string, object, string])[] = [
    ['connectionId', { connectionId: '' }, 'connectionId: expected 1 to 64 letters, digits, - or _, got ""'],
    ['connectionId', { connectionId: '*' }, 'connectionId: expected 1 to 64 letters, digits, - or _, got "*"'],
    ['connectionId', {}, 'connectionId: expected 1 to 64 letters, digits, - or _, got undefined'],
    ['connectionId', Object('1001'), 'connectionId: expected 1 to 64 letters, digits, - or _, got undefined'],
    ['connectionId', { connectionId: 7 }, 'connectionId: expected 1 to 64 letters, digits, - or _, got 7'],
    ['queueId', { connectionId: '7', queueId: 'a/b' }, 'queueId: expected 1 to 64 letters, digits, - or _, got "a/b"'],
    ['type', { connectionId: '7', type: 'SOME' }, "type: expected 'ALL' or 'LIST_ACCOUNTS', got \"SOME\""],
    ['until', { connectionId: '7', until: 'now' }, "until: expected 'list' or 'all', got \"now\""],
    [
      'until',
      { connectionId: '7', until: 'list' },
      "until: expected 'all' for type 'ALL', which lists no accounts, got \"list\"",
    ],
  ];
  for (const [option, request, message] of NONSENSE) {
    it(`refuses ${option} in ${JSON.stringify(request)} and says why`, () => {
      expect(() => resolveSyncRequest(request as SyncRequest)).to.throw(InvalidOptionError, message);
    });
  }
});

describe('requireId', () => {
  it('takes nothing that could lead elsewhere in a path', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 64 }), (id) => {
        fc.pre(!/^[A-Za-z0-9_-]+$/.test(id));
        expect(() => {
          requireId('connectionId', id);
        }).to.throw(InvalidOptionError);
      }),
    );
  });

  it('takes letters, digits, dash and underscore, 64 of them at most', () => {
    requireId('connectionId', 'a-Z_09'.padEnd(64, '0'));
    expect(() => {
      requireId('connectionId', '0'.repeat(65));
    }).to.throw(InvalidOptionError);
  });
});
