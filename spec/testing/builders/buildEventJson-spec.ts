import { expect } from 'chai';
import { decodeEvent } from '../../../lib/aggregators/oxlin/wire/decodeEvent.js';
import { buildConnectionJson } from '../../../lib/testing/builders/buildConnectionJson.js';
import { buildEventJson } from '../../../lib/testing/builders/buildEventJson.js';
import { buildQueueEvent } from '../../../lib/testing/builders/buildQueueEvent.js';

const decoded = (json: unknown): unknown => decodeEvent(JSON.parse(JSON.stringify(json)));

describe('buildEventJson', () => {
  it('builds what is decoded into the event of buildQueueEvent', () => {
    expect(decoded(buildEventJson())).to.deep.equal({ kind: 'decoded', value: buildQueueEvent() });
  });

  it('takes overrides, and leaves out what is undefined', () => {
    const resource = buildConnectionJson({ id: '1002' });
    const other = buildEventJson({ id: 21, event_type: undefined, event_status: 'LOGIN_SUCCESS', resource });
    expect(decoded(other)).to.have.property('value').that.includes({
      id: '21',
      type: 'LOGIN_SUCCESS',
      connectionId: '1002',
    });
    const bare = buildEventJson({ resource: undefined, resource_type: null, creation_date: 0 });
    expect(decoded(bare)).to.deep.equal({ kind: 'decoded', value: { id: '20', type: 'SYNC_ALL_SUCCESS' } });
  });
});
