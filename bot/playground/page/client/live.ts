import type { State } from '../state.ts';
import type { Store } from './store.ts';
import { takeState } from './store.ts';

let source: EventSource | undefined;

/** When the server refuses a stream, the browser gives up, and we ask again after this time. */
const RETRY_MS = 1000;

/** Follows what this person sees; a former person's stream ends. The browser reconnects by itself. */
export function follow(store: Store, person: string | undefined): void {
  source?.close();
  const asked = new URLSearchParams({ ...(person && { person }), chat: store.get().chat });
  const stream = new EventSource(`/playground/live?${asked}`);
  source = stream;
  stream.addEventListener('open', () => store.change({ online: true }));
  stream.addEventListener('message', ({ data }) => takeState(store, JSON.parse(data) as State));
  stream.addEventListener('error', () => {
    store.change({ online: false });
    if (stream.readyState === EventSource.CLOSED) setTimeout(() => startAnew(store, stream), RETRY_MS);
  });
}

/** A remembered person may be unknown to a server that was started since, so the server says who comes first. */
function startAnew(store: Store, refused: EventSource): void {
  if (source !== refused) return;
  store.change({ person: undefined });
  follow(store, undefined);
}
