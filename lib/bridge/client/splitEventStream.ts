/** One event of a stream. */
export interface StreamedEvent {
  readonly event: string;
  readonly data: string;
}

const BETWEEN_EVENTS = /\r\n\r\n|\n\n|\r\r/u;
const BETWEEN_LINES = /\r\n|\n|\r/u;

/**
 * Makes a splitter of server-sent events: give it what came, get the events that are whole. Comments and ids are left out.
 *
 * Memory: the event that is not whole yet.
 *
 * @example
 * splitEventStream()('id: 1\ndata: a\n\nda'); // [{ event: 'message', data: 'a' }]
 */
export function splitEventStream(): (chunk: string) => readonly StreamedEvent[] {
  let rest = '';
  return (chunk) => {
    const blocks = (rest + chunk).split(BETWEEN_EVENTS);
    rest = blocks.pop() ?? '';
    return blocks.map(toEvent).filter(({ data }) => data !== '');
  };
}

function toEvent(block: string): StreamedEvent {
  const fields = block.split(BETWEEN_LINES).map((line) => /^(\w+): ?(.*)$/u.exec(line));
  const valuesOf = (name: string): readonly string[] =>
    fields.flatMap((field) => (field?.[1] === name ? [field[2] ?? ''] : []));
  return { event: valuesOf('event').at(-1) ?? 'message', data: valuesOf('data').join('\n') };
}
