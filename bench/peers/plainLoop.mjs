// The physical limit of the stream layer: no stream, a loop that is called once for each page.

/** Makes a function that takes one page and hands over the updates in it. */
export function plainLoop({ connectionId, since }, deliver) {
  const sinceMs = since.getTime();
  const seen = new Set();
  let ended = false;
  return ({ events }) => {
    for (const event of events) {
      if (ended) return;
      if (seen.has(event.id)) continue;
      seen.add(event.id);
      if (event.connectionId !== connectionId || (event.createdAt?.getTime() ?? sinceMs) < sinceMs) continue;
      if (event.type === 'SYNC_ALL_SUCCESS') ended = true;
      deliver({ kind: 'event', connectionId, event, late: false });
    }
  };
}
