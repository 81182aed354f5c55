import { expect } from 'chai';
import fc from 'fast-check';
import { createSecretMatcher, LONGEST_SECRET } from '../../../lib/notification/intake/createSecretMatcher.js';

const SECRET = 'today-0123456789-secret';

describe('createSecretMatcher', () => {
  it('knows each active secret, and nothing else', () => {
    const matches = createSecretMatcher([SECRET, 'yesterday-0123456789']);
    expect(matches(SECRET)).to.equal(true);
    expect(matches('yesterday-0123456789')).to.equal(true);
    for (const wrong of ['', SECRET.slice(1), SECRET.slice(0, -1), `${SECRET}\0`, `${SECRET}x`, SECRET.toUpperCase()]) {
      expect(matches(wrong), wrong).to.equal(false);
    }
  });

  it('is not fooled by one wrong character, wherever it is', () => {
    const matches = createSecretMatcher([SECRET]);
    for (let at = 0; at < SECRET.length; at++) {
      expect(matches(`${SECRET.slice(0, at)}!${SECRET.slice(at + 1)}`), String(at)).to.equal(false);
    }
  });

  it('agrees with equality for any texts', () => {
    const text = fc.string({ maxLength: 5, unit: fc.constantFrom('a', 'b', '\0', '\uD83D', 'é') });
    fc.assert(
      fc.property(text, text, (secret, given) => {
        expect(createSecretMatcher([secret])(given)).to.equal(secret === given);
        expect(createSecretMatcher([secret])(secret)).to.equal(true);
      }),
    );
  });

  it('tells texts apart that differ behind the longest secret', () => {
    const longest = 'a'.repeat(LONGEST_SECRET);
    expect(createSecretMatcher([longest])(longest)).to.equal(true);
    expect(createSecretMatcher([longest])(`${longest}a`)).to.equal(false);
  });

  it('matches twice the same secret, as when a change of secrets changes nothing', () => {
    expect(createSecretMatcher([SECRET, SECRET])(SECRET)).to.equal(true);
  });
});
