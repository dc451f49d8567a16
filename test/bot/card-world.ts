import { expect } from 'vitest';
import { showCard } from '#bot/announce/show-card.ts';
import type { Message } from '#bot/playground/slack/types.ts';
import { receiveImport } from '#core/imports/receive-import.ts';
import { draftRun, type Wanted } from '#core/runs/draft-run.ts';
import { cardsOutOfDate, openCard } from '#core/store/cards.ts';
import { transaction } from '#core/store/db.ts';
import { accepted, aList } from '../harness/builders/runs.ts';
import { onboarding, said } from '../harness/chat.ts';
import { type BotWorld, openBotWorld } from './bot-world.ts';

type CardId = string;

/** A bot, and what a test of its cards does and sees. */
export type CardWorld = BotWorld & {
  show(card: CardId): Promise<void>;
  /** What the announcer does with every card that is not as it should be. */
  tell(): Promise<void>;
  /** A drafted run for so many people of a new list, three unless told. */
  aDraft(people?: number): Promise<string>;
  /** A card that wants to be shown for the first time. */
  aNewCard(): Promise<CardId>;
  /** The card of a drafted run, and one more that is told in its thread. */
  aRunWithSummary(): Promise<{ card: CardId; summary: CardId }>;
  /** The card's import is not what it was. */
  changed(card: CardId): Promise<void>;
  row(card: CardId): ReturnType<BotWorld['db']['card']['findFirstOrThrow']>;
  /** The messages that show a new card. */
  visible(): Message[];
  /** How often Slack was asked. */
  calls(method: string): number;
  penExpires(): Promise<unknown>;
  aMinutePasses(): Promise<unknown>;
};

export async function openCardWorld(): Promise<CardWorld> {
  const world = await openBotWorld();
  const { db, operator, place, slack, context } = world;
  const { companyId } = operator;
  const row = (id: CardId) => db.card.findFirstOrThrow({ where: { id } });
  const show = (cardId: CardId) => showCard({ companyId, cardId }, context);
  let lists = 0;

  async function aDraft(people = 3): Promise<string> {
    const importId = await aList({ db, companyId, requester: operator, place }, people);
    const wanted: Wanted = { place, source: { kind: 'import', importId }, channel: 'whatsapp' };
    return accepted(await draftRun({ db }, operator, wanted));
  }

  return {
    ...world,
    row,
    show,
    aDraft,

    async tell() {
      for (let round = 0; round < 5; round++) {
        const cards = await db.$queryRaw<{ id: string }[]>`SELECT id FROM card WHERE shown < wanted`;
        // A message that its thread hangs below comes first; the others are told in the next round.
        for (const { id } of cards) await show(id).catch(() => {});
      }
    },

    async aNewCard() {
      const given = { upload: { fileId: 'F1' }, fileName: 'list.csv', addNumbers: true, sendLoginMail: false };
      await receiveImport({ db }, operator, { ...given, place, sourceKey: `dropped-${++lists}` });
      const { id } = await db.card.findFirstOrThrow({ where: { shown: 0 } });
      return id;
    },

    async aRunWithSummary() {
      const subjectId = await aDraft(2);
      const { id: card, threadId } = await db.card.findFirstOrThrow({ where: { subjectId } });
      await transaction(db, (tx) => openCard(tx, { companyId, subjectId }, 'summary', threadId));
      const { id: summary } = await db.card.findFirstOrThrow({ where: { subjectId, kind: 'summary' } });
      return { card, summary };
    },

    async changed(card) {
      const { subjectId } = await row(card);
      await cardsOutOfDate(db, { companyId, subjectId });
    },

    visible: () => slack.messages(onboarding).filter((one) => said(one).includes('Checking list.csv')),
    calls: (method) => slack.calls().filter((call) => call.method === method).length,
    penExpires: () => db.$executeRaw`UPDATE card SET lease_until = now() - interval '1 second'`,
    aMinutePasses: () => db.$executeRaw`UPDATE card SET unsure_at = unsure_at - interval '61 seconds'`,
  };
}

export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  await expect.poll(isSo, { timeout: 15_000, interval: 20 }).toBe(true);
}
