import { expect } from 'chai';
import { closedWindow, lastSecond } from '../../lib/model/closedWindow.js';

const FROM = new Date('2017-11-10T10:18:44Z');
const TO = new Date('2017-11-10T11:18:43Z');

describe('closedWindow', () => {
  it('ends one second after the last second that upstream names', () => {
    expect(closedWindow(FROM, TO)).to.deep.equal({ from: FROM, until: new Date('2017-11-10T11:18:44Z') });
  });

  it('drops what is finer than a second', () => {
    expect(closedWindow(new Date('2017-11-10T10:18:44.900Z'), new Date('2017-11-10T11:18:43.999Z'))).to.deep.equal(
      closedWindow(FROM, TO),
    );
  });
});

describe('lastSecond', () => {
  it('gives back the second that upstream named', () => {
    expect(lastSecond(closedWindow(FROM, TO))).to.deep.equal(TO);
  });
});
