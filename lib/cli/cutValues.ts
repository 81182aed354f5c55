/**
 * Cuts, in a message about arguments, the values out of those that came with one: they may be secrets.
 *
 * @param text the message
 * @param argv the arguments it may quote
 * @example
 * cutValues("unknown option '--key=s3cret'", ['--key=s3cret']); // "unknown option '--key=…'"
 */
export function cutValues(text: string, argv: readonly string[]): string {
  return argv.reduce((cut, argument) => {
    const name = /^(?:[^=]+=|-[A-Za-z](?=.))/.exec(argument)?.[0];
    return name === undefined ? cut : cut.replaceAll(`'${argument}'`, () => `'${name}…'`);
  }, text);
}
