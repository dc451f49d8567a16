-- When the chat was asked to show the card and its answer is not known: the message may stand there, or may still come.
ALTER TABLE "card" ADD COLUMN     "unsure_at" TIMESTAMPTZ(3);

-- What Prisma's schema language cannot say: such cards are few.
CREATE INDEX "card_unsure" ON "card"("unsure_at") WHERE "unsure_at" IS NOT NULL;
