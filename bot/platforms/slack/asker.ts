import type { RespondFn } from '@slack/bolt';
import type { Carried } from './carried.ts';

/** What an interaction leaves in our hands to answer the one who acted. */
export type Asker = {
  userId: string;
  carried: Carried;
  /** Opens a modal, for 3 s after the interaction. */
  triggerId?: string;
  /** The modal in which a button was pressed, or that was opened for the answer. */
  viewId?: string;
  /** That modal says nothing yet. */
  isWaiting?: true;
  /** Slack let us open none any more. */
  isLate?: true;
  /** It was done on the Home tab: opened, or something on it was pressed. */
  atHome?: 'opened' | 'pressed';
  respond?: RespondFn;
  /** It was done in a thread that has replies: only there a private message can be seen below its root. */
  inThread?: boolean;
};
