import type { ChatPlatform, Hear, Suggest } from '../platforms/define.ts';

export type Wanted = {
  platform: ChatPlatform;
  isReady(): boolean;
  /** Starts the platform, once the others are; ends when it hears. */
  begin(): Promise<void>;
  /** The other platforms have started. */
  othersStarted(): void;
};

type Given = { hear: Hear; suggest: Suggest };

/**
 * A platform that is started when somebody comes to look at it. What Teams needs takes seconds and 100 MB to load, and whoever tries
 * Slack should not pay for it.
 */
export function whenWanted(platform: ChatPlatform, changed: () => void): Wanted {
  let given: Given | undefined;
  let open = () => {};
  const others = new Promise<void>((resolve) => {
    open = resolve;
  });
  let begun: Promise<void> | undefined;
  let isReady = false;

  return {
    platform: {
      ...platform,
      async start(hear, suggest) {
        given = { hear, suggest };
      },
      ready: async () => (isReady ? platform.ready() : undefined),
    },
    isReady: () => isReady,
    othersStarted: () => open(),
    begin() {
      begun ??= others.then(start).catch((error: unknown) => {
        begun = undefined;
        throw error;
      });
      return begun;
    },
  };

  async function start(): Promise<void> {
    if (!given) throw new Error(`${platform.id} was never to be started`);
    await platform.start(given.hear, given.suggest);
    isReady = true;
    changed();
  }
}
