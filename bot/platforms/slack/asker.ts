import type { RespondFn } from '@slack/bolt';
import type { Carried } from './views/carried.ts';

/** What an interaction leaves in our hands to answer the one who acted. */
export type Asker = {
  userId: string;
  carried: Carried;
  /** Opens a modal, for 3 s after the interaction. */
  triggerId?: string;
  /** The modal in which a button was pressed. */
  viewId?: string;
  respond?: RespondFn;
  /** It was done in a thread that has replies: only there a private message can be seen below its root. */
  inThread?: boolean;
};
