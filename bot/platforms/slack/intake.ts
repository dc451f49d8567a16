import type { Receiver } from '@slack/bolt';

/** The way on which Slack tells us what happens. */
export type Intake = {
  receiver: Receiver;
  /** From now on we hear. */
  open(): Promise<void>;
  /** Whether Slack can reach us on it at this moment. */
  isOpen(): boolean;
  /** Takes nothing more, and ends once `answered` has ended. */
  close(answered: Promise<void>): Promise<void>;
};
