/** What goes wrong with a Web API call, a fixed number of times (once unless told). */
export type Fault = {
  /** An HTTP status instead of an answer. */
  status?: number;
  /** An error code in an ordinary answer. */
  error?: string;
  /** 429 with this many seconds. */
  retryAfter?: number;
  /** A page in HTML, as of something that stands between. */
  page?: true;
  /** The connection breaks without an answer. */
  dropConnection?: boolean;
  /** The call does its work first, and only the answer is lost. */
  takesEffect?: boolean;
  /** The call does its work this long after it came in, whatever was answered meanwhile; alone, it is answered then too. */
  lateMs?: number;
  /** The answer comes only after this time; alone, it is the ordinary answer. */
  delayMs?: number;
  times?: number;
};

/** How the next uploaded file presents itself; "late_details" lacks size and type at the first files.info. */
export type FileMode = 'hosted' | 'check_file_info' | 'tombstone' | 'hidden_by_limit' | 'external' | 'late_details';

export type Faults = {
  /** `method` is one of the Web API, or "response_url", "upload" or "download". */
  next(method: string, fault: Fault): void;
  /** Nothing that was planned for a call goes wrong any more. */
  heal(): void;
  /** Off, on, or calls a minute by method. */
  rateLimits(setting: boolean | Record<string, number>): void;
  /** So many messages at once are told of a conversation: 15 to apps that are sold outside Slack's marketplace. */
  readAtMost(messages: number): void;
  /** The next event arrives this many times, with one event_id. */
  redeliver(times: number): void;
  /** The next downloads answer with the login page although the token is right. */
  htmlDownload(times?: number): void;
  fileMode(mode: FileMode, times?: number): void;
  /** Blocks of these types are refused, as in a workspace that a newer kind has not come to. */
  withoutBlocks(types: string[]): void;
};

export type FaultBox = {
  faults: Faults;
  take(method: string): Fault | undefined;
  mostRead(): number;
  takeRedeliveries(): number;
  takeHtmlDownload(): boolean;
  takeFileMode(): FileMode;
  isRefused(block: { type: string }): boolean;
};

export function makeFaults(setRateLimits: Faults['rateLimits']): FaultBox {
  const planned = new Map<string, Fault[]>();
  const modes: FileMode[] = [];
  let deliveries = 1;
  let htmlDownloads = 0;
  let mostRead = Number.POSITIVE_INFINITY;
  let refused: string[] = [];

  return {
    faults: {
      next(method, { times = 1, ...fault }) {
        planned.set(method, [...(planned.get(method) ?? []), ...Array.from({ length: times }, () => fault)]);
      },
      heal: () => planned.clear(),
      rateLimits: setRateLimits,
      readAtMost(messages) {
        mostRead = messages;
      },
      redeliver(times) {
        deliveries = times;
      },
      htmlDownload(times = 1) {
        htmlDownloads += times;
      },
      fileMode(mode, times = 1) {
        modes.push(...Array.from({ length: times }, () => mode));
      },
      withoutBlocks(types) {
        refused = types;
      },
    },
    mostRead: () => mostRead,
    take: (method) => planned.get(method)?.shift(),
    takeRedeliveries() {
      const extra = deliveries - 1;
      deliveries = 1;
      return extra;
    },
    takeHtmlDownload() {
      if (htmlDownloads === 0) return false;
      htmlDownloads -= 1;
      return true;
    },
    takeFileMode: () => modes.shift() ?? 'hosted',
    isRefused: ({ type }) => refused.includes(type),
  };
}
