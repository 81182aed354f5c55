import { expect } from 'chai';
import { catchError, map, of } from 'rxjs';
import { NotFoundError } from '../../lib/errors/NotFoundError.js';
import { findConnection } from '../../lib/sync/findConnection.js';
import { marbles } from '../../lib/testing/marbles.js';
import { connectionOf, runningOf } from '../support/builders.js';
import { scriptedUser } from '../support/scriptedUser.js';

const running = runningOf();

describe('findConnection', () => {
  it(
    'takes a connection that is missing from the list as well for gone',
    marbles(({ cold, expectObservable }) => {
      const one = '  --#';
      const all = '    --(a|)';
      const found = '----(f|)';
      const user = {
        ...scriptedUser(),
        getConnection: () => cold<never>(one, {}, new NotFoundError('read connection', 404)),
        listConnections: () => cold(all, { a: { value: [connectionOf({ id: '8' })] } }),
      };
      expectObservable(findConnection(user, '7', {})).toBe(found, { f: {} });
    }),
  );

  it(
    'E3: errors when the answer is about another connection',
    marbles(({ expectObservable }) => {
      const user = scriptedUser({ connections: { 7: connectionOf({ id: '8' }) } });
      const names = findConnection(user, '7', {}).pipe(
        map(() => 'none'),
        catchError((error: unknown) => of(String(error))),
      );
      expectObservable(names).toBe('(n|)', {
        n: 'DecodeError: read connection: unexpected shape: id: expected the connection that was asked for',
      });
    }),
  );

  it(
    'takes the word of the list for a connection that is there after all',
    marbles(({ cold, expectObservable }) => {
      const user = {
        ...scriptedUser(),
        getConnection: () => cold<never>('#', {}, new NotFoundError('read connection', 404)),
        listConnections: () => cold('(a|)', { a: { value: [running] } }),
      };
      expectObservable(findConnection(user, '7', {})).toBe('(f|)', { f: { connection: running } });
    }),
  );

  it(
    'errors when the list cannot be found either, which tells of a wrong address',
    marbles(({ cold, expectObservable }) => {
      const user = {
        ...scriptedUser(),
        getConnection: () => cold<never>('#', {}, new NotFoundError('read connection', 404)),
        listConnections: () => cold<never>('#', {}, new NotFoundError('read connections', 404)),
      };
      expectObservable(findConnection(user, '7', {})).toBe('#', {}, new NotFoundError('read connections', 404));
    }),
  );

  it(
    'passes its deadline on, if it has one, and takes an answer without a date',
    marbles(({ expectObservable, flush }) => {
      const user = scriptedUser({ connections: { 7: running }, isDateless: true });
      expectObservable(findConnection(user, '7', {})).toBe('(l|)', { l: { connection: running } });
      expectObservable(findConnection(user, '7', { deadlineMs: 9 })).toBe('(l|)', { l: { connection: running } });
      flush();
      expect(user.calls.map(({ deadlineMs }) => deadlineMs)).to.deep.equal([undefined, 9]);
    }),
  );
});
