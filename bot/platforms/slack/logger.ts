import { LogLevel } from '@slack/bolt';
import type { Log } from '#core/process/log.ts';

/** Slack's libraries write to the console unless they are given something else to write to. */
export function slackLogger(log: Log) {
  const words = (messages: unknown[]) => messages.map(String).join(' ');
  return {
    // Whole requests and answers, with everybody who is named in them.
    debug: () => {},
    info: (...messages: unknown[]) => log.debug(words(messages)),
    warn: (...messages: unknown[]) => log.warn(words(messages)),
    error: (...messages: unknown[]) => log.error(words(messages)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}
