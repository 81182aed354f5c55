import { fakeHttpPort, type FakeAnswer, type FakeHttpPort } from '../../lib/testing/fakeHttpPort.js';
import type { HttpRequest } from '../../lib/ports/HttpPort.js';
import type { MarbleHelpers } from '../../lib/testing/runMarbles.js';

export const AUTH = { authUrl: 'https://auth.example', clientId: 'shop', clientSecret: 'canary-secret' } as const;

/** An authorization server in virtual time, and the bodies that it was sent, secrets and all. */
export function authServer(
  helpers: Pick<MarbleHelpers, 'cold'>,
  diagrams: readonly string[],
  answers: Readonly<Record<string, FakeAnswer>>,
): {
  readonly http: FakeHttpPort;
  readonly sent: HttpRequest[];
  readonly bodies: () => readonly (string | undefined)[];
} {
  const fake = fakeHttpPort(helpers, { 'POST /token': diagrams }, answers);
  const sent: HttpRequest[] = [];
  const http: FakeHttpPort = {
    ...fake,
    request: (request) => {
      sent.push(request);
      return fake.request(request);
    },
  };
  return { http, sent, bodies: () => sent.map(({ body }) => body) };
}
