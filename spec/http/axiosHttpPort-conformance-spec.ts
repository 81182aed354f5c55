import { expect } from 'chai';
import { axiosHttpPort } from '../../lib/http/axiosHttpPort.js';
import { httpPortSuite } from '../../lib/testing/node/httpPortSuite.js';

describe('axiosHttpPort', () => {
  const skipped = httpPortSuite({ describe, it, create: ({ origins }) => axiosHttpPort({ origins }) });
  it('claims no deadline but the total one', () => {
    expect(skipped).to.have.length(3);
  });
});
