import type { Channel, Person } from '../../../slack/types.ts';
import type { Choices } from '../../act.ts';
import type { Field } from '../fields/field.ts';
import type { Names } from '../mrkdwn/show.ts';

export type Choice = { blockId?: string; value?: string; selected?: string[] };

/** What a block needs from the message or modal it stands in. */
export type BlockContext = {
  names: Names;
  people: Person[];
  channels: Channel[];
  /** Ends when Slack has its acknowledgement. */
  press(actionId: string, choice: Choice): Promise<void>;
  /** The server's options for a search; messages have none here. */
  options(actionId: string, typed: string): Promise<Choices>;
  /** Where a modal collects its values; absent in messages. */
  form?: {
    register(blockId: string, field: Field): void;
    /** What was entered into the same field before its block was built anew. */
    entered(blockId: string): Field | undefined;
  };
};
