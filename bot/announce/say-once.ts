import type { Place } from '#core/operator.ts';
import type { Reply } from '../reply.ts';
import { type Desk, look } from './find-standing.ts';

/** `since`: when the chat was first asked to say it, where it was: then it may stand there although nobody has noted that. */
type Words = { place: Place; reply: Reply; mark: string; since: Date | null };

/** Says what is said once and never edited, by the id that its message is found by. */
export async function sayOnce(desk: Desk, { place, reply, mark, since }: Words): Promise<void> {
  const standing = since ? await look(desk, { id: mark, messageId: null, root: null }, { place, since }) : [];
  if (standing.length === 0) await desk.platform.say(place, reply, mark);
}
