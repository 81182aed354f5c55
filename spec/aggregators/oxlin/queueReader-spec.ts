import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import sinon from 'sinon';
import { queueReader } from '../../../lib/aggregators/oxlin/queueReader.js';
import { answered, type Answer, fakeUpstream } from '../../support/fakeUpstream.js';
import { partsOver, recordTelemetry } from '../../support/oxlin.js';

const page = (...ids: readonly number[]): string =>
  JSON.stringify(ids.map((id) => ({ id, event_type: 'SYNC_ALL_SUCCESS' })));

const kindsOf = async (...answers: readonly Answer[]): Promise<readonly string[]> => {
  const reader = queueReader(partsOver(fakeUpstream(answers)), '20');
  const kinds: string[] = [];
  for (let read = 0; read < answers.length; read++) {
    const reading = await firstValueFrom(reader.read()).catch((error: unknown) => error as Error);
    kinds.push(
      reading instanceof Error
        ? reading.name
        : reading.kind === 'page'
          ? `page of ${String(reading.events.length)}`
          : reading.kind,
    );
  }
  return kinds;
};

describe('queueReader', () => {
  it('says when the bytes are those of the read before', async () => {
    const answers = [answered(200, page(1)), answered(200, page(1)), answered(200, page(1, 2)), answered(200, page(1))];
    expect(await kindsOf(...answers)).to.deep.equal(['page of 1', 'unchanged', 'page of 2', 'page of 1']);
  });

  it('neither parses nor decodes bytes that have not changed', async () => {
    const reader = queueReader(partsOver(fakeUpstream([answered(200, page(1, 2, 3))])), '20');
    await firstValueFrom(reader.read());
    const parse = sinon.spy(JSON, 'parse');
    const decode = sinon.spy(TextDecoder.prototype, 'decode');
    try {
      for (let read = 0; read < 50; read++) await firstValueFrom(reader.read());
      expect([parse.callCount, decode.callCount]).to.deep.equal([0, 0]);
    } finally {
      parse.restore();
      decode.restore();
    }
  });

  it('T4: reads 204, an empty body, null and {} as no events', async () => {
    expect(await kindsOf(answered(204), answered(200, 'null'), answered(200, '{}'), answered(200, ''))).to.deep.equal([
      'page of 0',
      'page of 0',
      'page of 0',
      'page of 0',
    ]);
    expect(await kindsOf(answered(204), answered(200, ''))).to.deep.equal(['page of 0', 'unchanged']);
  });

  it('P12: takes a captive portal neither for events nor for silence, and forgets it', async () => {
    const portal = answered(200, '<html>log in</html>', { 'content-type': 'text/html' });
    expect(await kindsOf(answered(200, page(1)), portal, portal, answered(200, page(1)))).to.deep.equal([
      'page of 1',
      'DecodeError',
      'DecodeError',
      'unchanged',
    ]);
  });

  it('reads again what could not be decoded', async () => {
    expect(await kindsOf(answered(200, '7'), answered(200, '7'))).to.deep.equal(['DecodeError', 'DecodeError']);
  });

  it('counts what it quarantined', async () => {
    const telemetry = recordTelemetry();
    const reader = queueReader(partsOver(fakeUpstream([answered(200, '[7,8]')]), { telemetry }), '20');
    await firstValueFrom(reader.read());
    expect(telemetry.counted).to.include('quarantined_total 2 tenant=default');
  });

  it('asks for its own queue only, once for each read', async () => {
    const http = fakeUpstream([answered(200, '[]')]);
    const reader = queueReader(partsOver(http), 'a/b');
    const reading = reader.read();
    expect(http.paths).to.deep.equal([]);
    await firstValueFrom(reading);
    expect(http.paths).to.deep.equal(['GET /v2.1/queues/a%2Fb']);
  });
});
