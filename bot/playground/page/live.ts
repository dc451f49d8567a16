import type { ServerResponse } from 'node:http';
import type { Seen } from './state.ts';

/** One update per this many milliseconds is smooth to the eye. */
const COALESCE_MS = 80;
/** Browsers and proxies drop a silent stream after half a minute or more. */
const HEARTBEAT_MS = 15_000;

type Source = {
  look: () => Seen | undefined;
  /** Makes a numbered state of what was seen, both as JSON. */
  number: (seen: string) => string;
  /** Subscribes to every source of news; the answer ends it. */
  subscribe: (heard: () => void) => () => void;
};

/** Sends the whole state whenever it changed, as server-sent events, until the browser leaves or the answer is called. */
export function streamState(response: ServerResponse, { look, number, subscribe }: Source): () => void {
  let last = '';
  let timer: NodeJS.Timeout | undefined;

  const send = () => {
    timer = undefined;
    // A tab that sleeps gets one fresh state when it wakes, not every one it missed.
    if (response.writableNeedDrain) return void response.once('drain', send);
    const seen = look();
    const now = seen ? JSON.stringify(seen) : last;
    if (now === last) return;
    last = now;
    response.write(`data: ${number(now)}\n\n`);
  };
  const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
  const unsubscribe = subscribe(() => {
    timer ??= setTimeout(send, COALESCE_MS);
  });
  const stop = () => {
    unsubscribe();
    clearInterval(heartbeat);
    clearTimeout(timer);
    response.off('drain', send);
    response.end();
  };

  response.once('close', stop);
  response.write('retry: 1000\n\n');
  send();
  return stop;
}
