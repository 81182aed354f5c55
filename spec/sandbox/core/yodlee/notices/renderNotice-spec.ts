import { expect } from 'chai';
import { hrefOf, renderNotice } from '../../../../../lib/sandbox/core/yodlee/notices/renderNotice.js';
import type { Notice } from '../../../../../lib/sandbox/core/yodlee/notices/Notice.js';
import { YodleeCustomer } from '../../../../support/yodleeCustomer.js';
import { YodleeDriver } from '../../../../support/yodleeDriver.js';

const AT = Date.UTC(2017, 0, 11, 10, 18, 44) / 1000;
const notice: Notice = {
  id: 0,
  event: 'DATA_UPDATES',
  notificationId: 'abc-1',
  parts: [{ from: AT, to: AT + 3_599, users: [0] }],
  late: [],
  attempts: [],
  state: 'waiting',
  failures: 0,
  copies: 0,
};
const render = (switches: Readonly<Record<string, string>> = {}, given: Notice = notice) =>
  renderNotice(new YodleeDriver({ switches }).state, given, 0);

describe('renderNotice', () => {
  it('has the members of the documented body', () => {
    expect(render()).to.deep.equal({
      contentType: 'application/json',
      body:
        '{"event":{"notificationId":"abc-1","info":"DATA_UPDATES.USER_DATA","data":{"userCount":1,' +
        '"fromDate":"2017-01-11T10:18:44Z","toDate":"2017-01-11T11:18:43Z","userData":[{"user":{"loginName":"user-1"},' +
        '"links":[{"methodType":"GET","rel":"getUserData","href":"dataExtracts/userData?fromDate=2017-01-11T10:18:44Z' +
        '&toDate=2017-01-11T11:18:43Z&loginName=user-1"}]}]}}}',
    });
  });

  it('has the old form: dates without a zone, no id, a bare path', () => {
    const dayFirst = render({ noticeDates: 'dd-MM' }).body;
    expect(dayFirst).to.contain('"fromDate":"11-01-2017T10:18:44"').and.not.to.contain('notificationId');
    expect(dayFirst).to.contain('"href":"userData?fromDate=11-01-2017T10:18:44&');
    expect(render({ noticeDates: 'MM-dd' }).body).to.contain('"fromDate":"01-11-2017T10:18:44"');
  });

  it('comes as a form field, or under the wrong name', () => {
    const form = render({ contentType: 'form' });
    expect(form.contentType).to.equal('application/x-www-form-urlencoded');
    expect(new URLSearchParams(form.body).get('payload')).to.equal(render().body);
    const odd = [render({ contentType: 'mislabelled' }), render({ contentType: 'mislabelled' }, { ...notice, id: 1 })];
    expect(odd.map(({ body, contentType }) => [body.slice(0, 8), contentType])).to.deep.equal([
      ['payload=', 'application/json'],
      ['{"event"', 'application/x-www-form-urlencoded'],
    ]);
  });

  it('has an id that changes with every try, or none', () => {
    const id = (tries: number) =>
      /"notificationId":"([^"]+)"/.exec(
        render({ notificationId: 'per-attempt' }, { ...notice, attempts: Array<{ at: number }>(tries).fill({ at: 1 }) })
          .body,
      )?.[1];
    expect(id(0)).not.to.equal(id(1));
    expect(render({ notificationId: 'absent' }).body).not.to.contain('notificationId');
  });

  it('may count wrong and link to more than it should', () => {
    expect(render({ userCountTrue: 'false' }).body).to.contain('"userCount":2');
    expect(render({ linksPerUser: 'several' }).body).to.contain('"rel":"somethingNew"');
    expect(YodleeCustomer.read(render({ linksPerUser: 'several' }).body, AT)).to.have.length(1);
  });

  it('hands over the body of any other event as it is', () => {
    expect(render({ contentType: 'form' }, { ...notice, payload: '{}' })).to.deep.equal({
      body: '{}',
      contentType: 'application/json',
    });
  });
});

describe('hrefOf', () => {
  it('encodes or not, and keeps or drops the path', () => {
    const href = (switches: Readonly<Record<string, string>>) =>
      hrefOf(new YodleeDriver({ switches }).state, 'a+b&c', { from: 0, to: 1 });
    expect(href({})).to.match(/^dataExtracts\/userData\?.*&loginName=a\+b&c$/);
    expect(href({ hrefForm: 'encoded' })).to.match(/fromDate=1970-01-01T00%3A00%3A00Z&.*&loginName=a%2Bb%26c$/);
    expect(href({ hrefPath: 'bare' })).to.match(/^userData\?/);
  });
});
