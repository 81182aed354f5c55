import { defer, map, type Observable, of } from 'rxjs';
import type { Intent } from '../../lib/model/Intent.js';
import type { QuarantinedNotice } from '../../lib/model/QuarantinedNotice.js';
import type { InboxStore, PutOptions } from '../../lib/ports/InboxStore.js';

export interface FakePut {
  readonly tenant: string;
  readonly intents: readonly Intent[];
  readonly options: PutOptions;
}

/** The two methods of an inbox that the intake needs, and what they were given. */
export interface FakeInbox extends Pick<InboxStore, 'put' | 'quarantine'> {
  readonly puts: FakePut[];
  readonly quarantined: { readonly tenant: string; readonly notices: readonly QuarantinedNotice[] }[];
  /** Names of all users put, in the order in which they were stored. */
  users(): readonly string[];
}

/** An inbox that stores when `stored` emits. @param stored by number of the call, from 0; at once by default */
export function fakeInbox(stored: (call: number) => Observable<unknown> = () => of(undefined)): FakeInbox {
  const puts: FakePut[] = [];
  const quarantined: FakeInbox['quarantined'] = [];
  let calls = 0;
  return {
    puts,
    quarantined,
    users: () => puts.flatMap(({ intents }) => intents.map(({ userId }) => userId)),
    put: (tenant, intents, options) =>
      defer(() => stored(calls++)).pipe(
        map(() => {
          puts.push({ tenant, intents, options });
          return { added: intents.length, known: 0, erased: 0, expired: 0 };
        }),
      ),
    quarantine: (tenant, notices) =>
      defer(() => stored(calls++)).pipe(map(() => void quarantined.push({ tenant, notices }))),
  };
}
