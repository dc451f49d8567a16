import type { Message } from '#bot/playground/slack/types.ts';
import { numbersOf, said } from '#test/harness/chat.ts';
import type { ChatGround } from './ground/chat-ground.ts';
import { until } from './ground/until.ts';

type Card = { kind: string; subjectId: string; messageId: string | null; numbers: Record<string, number> };

/** What people see in the end: each card once, as it is now. Every sentence is something that did not hold. */
export async function brokenInChat(ground: ChatGround): Promise<string[]> {
  const stale = await until('all cards to be shown', async () => (await staleCards(ground)) === 0, 40_000).then(
    () => [],
    () => ['I12 cards do not show what is so now'],
  );
  const cards = await cardsOf(ground);
  const messages = ground.slack.snapshot('U0ROSA').messages.filter(isCard);
  const known = new Set(cards.map(({ messageId }) => messageId));
  const strangers = messages.filter(({ ts }) => !known.has(ts));
  const unseen = cards.filter(({ messageId }) => !messages.some(({ ts }) => ts === messageId));

  return [
    ...stale,
    ...(strangers.length ? [`I12 ${strangers.length} cards stand there twice, first: ${strangers[0]?.text}`] : []),
    ...(unseen.length ? [`I12 ${unseen.length} cards were never told`] : []),
    ...cards.filter(({ kind }) => kind === 'summary').flatMap((card) => wrongNumbers(card, messages)),
  ];
}

/** Not what the bot says to one person alone, nothing of people, and not the offer to set the company up, which has no state. */
const isCard = ({ user, onlyFor, blocks }: Message) =>
  user === 'U0MUSTER' && !onlyFor && blocks !== undefined && !JSON.stringify(blocks).includes('"action_id":"setup"');

function wrongNumbers({ messageId, subjectId, numbers }: Card, messages: Message[]): string[] {
  const message = messages.find(({ ts }) => ts === messageId);
  const shown = message ? numbersOf(message) : {};
  const differs = Object.entries(numbers).filter(([label, number]) => shown[label] !== number);
  const words = message && said(message).slice(0, 80);
  return differs.map(
    ([label, number]) => `I6 the summary of ${subjectId} says ${shown[label]} ${label}, but it is ${number}: ${words}`,
  );
}

async function staleCards({ db }: ChatGround): Promise<number> {
  const [stale] = await db.$queryRaw<{ cards: number }[]>`SELECT count(*)::int AS cards FROM card WHERE shown < wanted`;
  return stale?.cards ?? 0;
}

function cardsOf({ db }: ChatGround): Promise<Card[]> {
  return db.$queryRaw<Card[]>`
    SELECT kind, subject_id AS "subjectId", message_id AS "messageId",
           (SELECT json_build_object('Invited', count(*) FILTER (WHERE state = 'sent'), 'Skipped', count(*) FILTER (WHERE state = 'skipped'),
                     'Failed', count(*) FILTER (WHERE state = 'failed'), 'Unknown', count(*) FILTER (WHERE state = 'unknown'),
                     'Cancelled', count(*) FILTER (WHERE state = 'cancelled'))
              FROM invitation WHERE run_id = card.subject_id) AS numbers
      FROM card`;
}
