import { randomLetters } from './ids.ts';

type Trigger = { person: string; issued: number; used: boolean; fromView?: string };
export type TriggerError = 'invalid_trigger_id' | 'exchanged_trigger_id' | 'expired_trigger_id';

export type Triggers = {
  issue(person: string, fromView?: string): string;
  /** Who may see a dialog now; spends the trigger. */
  exchange(id: string): { person: string; fromView?: string } | TriggerError;
};

/** A trigger id lives 3 s from Slack's issue and opens one view. */
export function makeTriggers(lifeMs: number): Triggers {
  const issued = new Map<string, Trigger>();

  return {
    issue(person, fromView) {
      const id = `${Date.now()}.${issued.size + 1}.${randomLetters(16).toLowerCase()}`;
      issued.set(id, { person, issued: Date.now(), used: false, ...(fromView && { fromView }) });
      return id;
    },

    exchange(id) {
      const trigger = issued.get(id);
      if (!trigger) return 'invalid_trigger_id';
      if (trigger.used) return 'exchanged_trigger_id';
      if (Date.now() - trigger.issued > lifeMs) return 'expired_trigger_id';

      trigger.used = true;
      return trigger;
    },
  };
}
