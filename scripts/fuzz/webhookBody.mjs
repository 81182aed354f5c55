// Bodies of webhooks: built as upstream would, with hostile pieces in their places, then broken byte by byte.

/** No output may ever hold it; every login name and token in a body does. */
export const CANARY = 'cAnArY7f3a';

const INFOS = [
  ...['DATA_UPDATES.USER_DATA', 'DATA_UPDATES', 'REFRESH.PROCESS_COMPLETED', 'AUTO_REFRESH_UPDATES'],
  ...['LATEST_BALANCE.COMPLETED', 'LATEST_BALANCE_UPDATES', 'INSIGHTS', 'CONSENT.NEW', '', '.', `X.${CANARY}`],
];
const ODD_KEYS = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '', '\u0000', '$ne', 'then'];
const ODD_TEXTS = [
  ...['', ' ', '\u0000', '\ud800', '\u2028', '💥', '"', '\\', '%', '%zz', '+', '&payload=', '\r\nx: y', '../..'],
  ...['null', 'NaN', '1e999', 'x'.repeat(300), '\u202e', '<script>', "' or 1=1 --", '${7*7}', '{{7*7}}'],
];
const HREFS = [
  (user, from, to) => `dataExtracts/userData?fromDate=${from}&toDate=${to}&loginName=${user}`,
  (user, from, to) => `userData?fromDate=${from}&toDate=${to}&loginName=${user}`,
  (user) => `//evil.example/${user}`,
  (user) => `\\\\evil.example\\${user}`,
  (user) => `\t//evil.example/${user}`,
  (user) => `https://${user}@evil.example/userData`,
  (user) => `javascript:alert('${user}')`,
  (user, from) => `dataExtracts/userData?fromDate=${from}&fromDate=${from}&loginName=${user}&loginName=other`,
  (user) => `../../admin?loginName=${user}`,
  (user) => `dataExtracts/userData?${'&'.repeat(200)}loginName=${user}`,
];

/** Makes one request: its content type, its bytes, and their chunks; `earlier` gives a body to splice with. */
export function webhookBody(chance, earlier) {
  const json = writeJson(chance, notice(chance));
  const text = chance.is(0.3) ? form(chance, json) : json;
  let bytes = Buffer.from(text);
  if (chance.is(0.05)) bytes = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]);
  const times = chance.is(0.5) ? 0 : 1 + chance.below(6);
  for (let at = 0; at < times; at++) bytes = mutated(chance, bytes, earlier);
  return { contentType: contentType(chance, text !== json), bytes, chunks: cut(chance, bytes) };
}

function contentType(chance, isForm) {
  const right = isForm ? 'application/x-www-form-urlencoded' : 'application/json';
  const others = [
    undefined,
    'text/plain',
    'application/json; charset=utf-16',
    'multipart/form-data; boundary=x',
    ';',
    right,
  ];
  return chance.is(0.8) ? right : chance.oneOf(others);
}

function notice(chance) {
  const event = { info: chance.oneOf(INFOS), notificationId: `${CANARY}-1`, data: data(chance) };
  const whole = chance.is(0.9) ? { event } : event;
  return chance.is(0.3) ? spoilt(chance, whole) : whole;
}

function data(chance) {
  const { from, to } = dates(chance);
  const userData = Array.from({ length: chance.below(chance.is(0.02) ? 200 : 5) }, (_, at) =>
    entry(chance, at, from, to),
  );
  return {
    userData,
    userCount: chance.is(0.8) ? userData.length : chance.oneOf([-1, 1e21, '3', null, 0.5]),
    fromDate: from,
    toDate: to,
  };
}

function dates(chance) {
  const now = Date.now() - chance.below(chance.is(0.9) ? 6 : 20) * 86_400_000;
  const iso = (ms) => `${new Date(ms).toISOString().slice(0, 19)}Z`;
  const legacy = (ms) => {
    const [date, time] = iso(ms).slice(0, 19).split('T');
    return `${date.split('-').reverse().join('-')}T${time}`;
  };
  const write = chance.is(0.7) ? iso : legacy;
  const to = now - (chance.is(0.95) ? 0 : 3_600_000);
  return { from: write(now - 900_000), to: chance.is(0.97) ? write(to) : chance.oneOf(ODD_TEXTS) };
}

function entry(chance, number, from, to) {
  const loginName = `${CANARY}${number}${chance.is(0.1) ? chance.oneOf(ODD_TEXTS) : ''}`;
  const href = (chance.is(0.8) ? HREFS[0] : chance.oneOf(HREFS))(loginName, from, to);
  const link = { methodType: chance.is(0.95) ? 'GET' : 'DELETE', rel: chance.is(0.95) ? 'getUserData' : CANARY, href };
  const links = Array.from({ length: chance.is(0.9) ? 1 : chance.below(4) }, () => link);
  return { user: { loginName }, links };
}

/** Puts something odd into some place of a value. */
function spoilt(chance, value) {
  const places = [];
  const walk = (node) => {
    if (typeof node !== 'object' || node === null) return;
    for (const key of Object.keys(node)) {
      places.push([node, key]);
      walk(node[key]);
    }
  };
  const copy = JSON.parse(JSON.stringify(value));
  walk(copy);
  const [node, key] = chance.oneOf(places);
  Object.defineProperty(node, chance.is(0.3) ? chance.oneOf(ODD_KEYS) : key, {
    value: odd(chance),
    enumerable: true,
    configurable: true,
    writable: true,
  });
  if (chance.is(0.2)) delete node[key];
  return copy;
}

function odd(chance) {
  const deep = (levels, wrap) => {
    let value = CANARY;
    for (let at = 0; at < levels; at++) value = wrap(value);
    return value;
  };
  const kinds = [
    () => chance.oneOf(ODD_TEXTS),
    () => `${CANARY}${chance.oneOf(ODD_TEXTS)}`,
    () => chance.oneOf([null, true, false, 0, -0, 1e308, -1, 2 ** 53, 0.1]),
    () => [],
    () => ({}),
    () => deep(chance.below(60), (value) => [value]),
    () => deep(chance.below(60), (value) => ({ [chance.oneOf(ODD_KEYS)]: value })),
    () => ({ toString: CANARY, valueOf: CANARY, toJSON: CANARY, then: CANARY, length: 7 }),
  ];
  return chance.oneOf(kinds)();
}

/** Writes JSON with the liberties that the format leaves: space, escapes, double keys, long numbers. */
function writeJson(chance, value) {
  let text = JSON.stringify(value, null, chance.is(0.2) ? chance.below(4) : 0);
  if (chance.is(0.1)) text = text.replace(/[a-z]/, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`);
  if (chance.is(0.05)) text = text.replace('{', '{"event":null,"__proto__":{"polluted":true},');
  if (chance.is(0.03)) text = text.replace(/:\d+/, ':123456789012345678901234567890');
  if (chance.is(0.01)) text = `${'['.repeat(1_000 + chance.below(20_000))}${text}`;
  return text;
}

function form(chance, json) {
  const encoded = chance.is(0.9)
    ? encodeURIComponent(json.toWellFormed?.() ?? json.replace(/[\ud800-\udfff]/g, ''))
    : json;
  const field = `payload=${chance.is(0.3) ? encoded.replaceAll('%20', '+') : encoded}`;
  return chance.oneOf([field, field, field, `a=b&${field}`, `${field}&c=d`, `${field}&${field}`, encoded]);
}

function mutated(chance, bytes, earlier) {
  const at = chance.below(bytes.length + 1);
  const end = Math.min(bytes.length, at + 1 + chance.below(chance.is(0.8) ? 8 : bytes.length + 1));
  const [head, middle, tail] = [bytes.subarray(0, at), bytes.subarray(at, end), bytes.subarray(end)];
  const noise = Buffer.from(Array.from({ length: 1 + chance.below(4) }, () => chance.below(256)));
  const ways = [
    () => [head, tail],
    () => [head, noise, middle, tail],
    () => [head, noise, tail],
    () => [head, middle, middle, tail],
    () => [head],
    () => [head, tailOf(chance, earlier?.() ?? bytes)],
    () => [
      head,
      Buffer.from(chance.oneOf(['"', '{', '}', '[', ']', ',', ':', '\\', '%', '&', '=', '\u0000'])),
      middle,
      tail,
    ],
  ];
  return Buffer.concat(chance.oneOf(ways)());
}

const tailOf = (chance, bytes) => bytes.subarray(chance.below(bytes.length));

function cut(chance, bytes) {
  const chunks = [];
  for (let at = 0; at < bytes.length;) {
    const size = chance.is(0.5) ? bytes.length : 1 + chance.below(chance.oneOf([3, 30, 3_000]));
    chunks.push(bytes.subarray(at, (at += size)));
  }
  return chunks;
}
