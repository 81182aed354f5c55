/**
 * Cuts, in a message about arguments, the values out of those that came with one, and what may hold
 * credentials: they may be secrets.
 *
 * @param text the message
 * @param argv the arguments it may quote
 * @example
 * cutValues("unknown option '--key=s3cret'", ['--key=s3cret']); // "unknown option '--key=…'"
 */
export function cutValues(text: string, argv: readonly string[]): string {
  return argv.reduce((cut, argument) => {
    const name = /^(?:[^=@?#]+=|-[A-Za-z](?=.))/.exec(argument)?.[0];
    const whole = name === undefined ? cut : cut.replaceAll(`'${argument}'`, () => `'${name}…'`);
    return [argument, argument.slice(argument.indexOf('=') + 1)].filter(mayHoldCredentials).reduce(cutUrl, whole);
  }, text);
}

/** User and password, a query, a fragment. */
function mayHoldCredentials(value: string): boolean {
  return /[@?#]/.test(value);
}

function cutUrl(text: string, value: string): string {
  const scheme = /^(?:post:)?(?:[a-z][a-z\d+.-]*:\/\/)?/i.exec(value)?.[0] ?? '';
  return text.replaceAll(`'${value}'`, () => `'${scheme}…'`);
}
