import { expect } from 'chai';
import { of, throwError, type Observable } from 'rxjs';
import type { OxlinUser } from '../../../../lib/aggregators/oxlin/index.js';
import { checkQueue } from '../../../../lib/cli/commands/doctor/checkQueue.js';
import { AccessDeniedError, type QueueReading, RateLimitedError } from '../../../../lib/index.js';
import { doctorSession } from '../../../support/doctorSession.js';
import { inVirtualSandbox } from '../../../support/inVirtualSandbox.js';

const check = (given: Partial<OxlinUser> = {}, queueId?: string) =>
  inVirtualSandbox(['success'], ({ api }) =>
    checkQueue(doctorSession({ ...api.forUser('501'), ...given }, { settings: { queueId } })),
  ).values;

const reading = (answer: QueueReading | Observable<never>): Partial<OxlinUser> => ({
  openQueue: () => ({ read: () => ('kind' in answer ? of(answer) : answer) }),
});

describe('checkQueue', () => {
  it('asks for a queue and reads it, once', () => {
    expect(check().map(({ check: name, result, detail }) => [name, result, detail])).to.deep.equal([
      ['queue', 'ok', 'read, 0 events'],
      ['event types', 'ok', 'none to judge'],
    ]);
  });

  it('reads the queue of the settings instead', () => {
    const asked: string[] = [];
    const openQueue = (id: string) => {
      asked.push(id);
      return { read: () => of<QueueReading>({ kind: 'unchanged' }) };
    };
    const findings = check({ openQueue, subscribeQueue: () => throwError(() => new Error('not this one')) }, '20');
    expect(asked).to.deep.equal(['20']);
    expect(findings.every(({ result }) => result === 'ok')).to.equal(true);
  });

  it('names types that the documentation does not, and what cannot be decoded', () => {
    const events = ['SYNC_ALL_SUCCESS', 'ODD', 'ODD'].map((type, index) => ({ id: String(index), type }));
    const quarantined = [{ digest: 'd', failures: [{ path: 'id', expected: 'an id' }] }];
    const [queue, types] = check(reading({ kind: 'page', events, quarantined }));
    expect(queue).to.include({ result: 'warn', detail: 'read, 3 events and 1 that cannot be decoded (id)' });
    expect(types).to.include({ result: 'warn', detail: 'not in the documentation, passed on as they are: ODD' });
    const [, known] = check(reading({ kind: 'page', events: events.slice(0, 1), quarantined: [] }));
    expect(known).to.include({ result: 'ok', detail: 'all known' });
  });

  it('takes a refused queue for a nuisance, and other troubles for failures', () => {
    const [refused] = check({ subscribeQueue: () => throwError(() => new AccessDeniedError('subscribe queue')) });
    expect(refused).to.include({ result: 'warn', exitCode: 0 });
    const [failed] = check(reading(throwError(() => new RateLimitedError('read queue', 5))));
    expect(failed).to.include({ result: 'fail', exitCode: 69 });
  });
});
