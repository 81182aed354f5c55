import * as t from 'io-ts';
import { isLoginName } from '../../../model/isLoginName.js';
import { LeafType } from '../../../model/LeafType.js';
import { WireOptionalText } from '../../shared/leaves.js';

const WireLoginName = new LeafType('LoginName', isLoginName);

/** One link of an entry. Source: seed 003, OpenAPI `DataExtractsEventLinks`. */
export const LinkWire = t.partial(
  { methodType: WireOptionalText, rel: WireOptionalText, href: WireOptionalText },
  'Link',
);
export type LinkWire = t.TypeOf<typeof LinkWire>;

/** One user of a notification. Source: seed 003, OpenAPI `DataExtractsEventUserData`. */
export const EntryWire = t.intersection(
  [t.type({ user: t.type({ loginName: WireLoginName }) }), t.partial({ links: t.union([t.null, t.array(LinkWire)]) })],
  'UserDataEntry',
);
export type EntryWire = t.TypeOf<typeof EntryWire>;
