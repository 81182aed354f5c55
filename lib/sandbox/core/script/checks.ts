/** What is wrong with a value, and where in the whole it stands. */
export interface Problem {
  readonly path: string;
  readonly expectation: string;
  readonly value: unknown;
}

/** Looks at a value and names the first thing wrong with it. */
export type Check = (value: unknown, path: string) => Problem | undefined;

/**
 * Makes a check of a plain test.
 *
 * @param expectation what the value must be, in words
 * @param test whether it is
 * @example
 * check('a flag', (value) => typeof value === 'boolean');
 */
export function check(expectation: string, test: (value: unknown) => boolean): Check {
  return (value, path) => (test(value) ? undefined : { path, expectation, value });
}

/**
 * Makes a check of a list whose members all pass another check.
 *
 * @param member the check of each member
 * @example
 * listOf(check('a flag', (value) => typeof value === 'boolean'));
 */
export function listOf(member: Check): Check {
  return (value, path) => {
    if (!Array.isArray(value)) return { path, expectation: 'a list', value };
    return first(value.map((one: unknown, index) => member(one, `${path}[${index}]`)));
  };
}

/**
 * Makes a check of an object: all of `required`, any of `optional`, and nothing else.
 *
 * @param required checks by member name
 * @param optional checks by member name
 * @example
 * shapeOf({ name: check('a text', (value) => typeof value === 'string') }, {});
 */
export function shapeOf(required: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>>): Check {
  const names = [...Object.keys(required), ...Object.keys(optional)];
  return (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return { path, expectation: 'an object', value };
    const members = new Map<string, unknown>(Object.entries(value));
    const stray = [...members.keys()].find((name) => !names.includes(name));
    if (stray !== undefined)
      return { path: `${path}.${stray}`, expectation: `one of the members ${names.join(', ')}`, value: stray };
    return first([
      ...Object.entries(required).map(([name, one]) => one(members.get(name), `${path}.${name}`)),
      ...Object.entries(optional).map(([name, one]) =>
        members.get(name) === undefined ? undefined : one(members.get(name), `${path}.${name}`),
      ),
    ]);
  };
}

const first = (problems: readonly (Problem | undefined)[]): Problem | undefined =>
  problems.find((problem) => problem !== undefined);
