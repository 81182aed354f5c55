/** A request target taken apart. */
export interface Target {
  readonly path: string;
  /** Decoded segments of the path. */
  readonly segments: readonly string[];
  readonly query: readonly (readonly [string, string])[];
}

/**
 * Takes a request target apart; undefined when it is not well-formed.
 *
 * @param target path and query as in the request line
 * @example
 * readTarget('/v2.1/accounts?page=2')?.query; // [['page', '2']]
 */
export function readTarget(target: string): Target | undefined {
  const [path = '', search = ''] = split(target, '?');
  try {
    return {
      path,
      segments: path.split('/').slice(1).map(decodeURIComponent),
      query: readForm(search),
    };
  } catch {
    return undefined;
  }
}

/**
 * Reads `a=1&b=2` pairs, percent signs and pluses decoded; throws a URIError when they cannot be.
 *
 * @param text query string or form body
 * @example
 * readForm('scope=a+b'); // [['scope', 'a b']]
 */
export function readForm(text: string): readonly (readonly [string, string])[] {
  const decode = (part: string): string => decodeURIComponent(part.replaceAll('+', ' '));
  return text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', value = ''] = split(pair, '=');
      return [decode(name), decode(value)] as const;
    });
}

const split = (text: string, mark: string): readonly string[] => {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
};
