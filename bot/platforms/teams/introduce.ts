import { setTimeout as wait } from 'node:timers/promises';
import { Fault } from '#core/fault.ts';
import { ConfigError } from '#core/process/config.ts';
import type { Log } from '#core/process/log.ts';
import type { Tokens } from './tokens.ts';

const PAUSE_MS = 5_000;

/** A password that Microsoft refuses stops the start; a Microsoft that is away or in trouble is waited for. */
export async function introduce(tokens: Tokens, log: Log): Promise<void> {
  for (;;) {
    try {
      await tokens.present();
      return;
    } catch (error) {
      if (error instanceof Fault && error.retry === 'never') {
        throw new ConfigError(`TEAMS_APP_PASSWORD is refused by Microsoft: ${error.message}.`);
      }
      log.warn({ error }, 'the login of Microsoft does not answer; trying again');
    }
    await wait(PAUSE_MS);
  }
}
