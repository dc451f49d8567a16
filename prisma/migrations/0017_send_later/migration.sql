-- AlterEnum: a run that is confirmed and waits for the time that was set for it.
ALTER TYPE "RunState" ADD VALUE 'scheduled' BEFORE 'pending';

-- AlterTable
ALTER TABLE "run" ADD COLUMN     "send_at" TIMESTAMPTZ(3);

-- What Prisma's schema language cannot say: few runs wait for their time.
CREATE INDEX "run_to_begin" ON "run"("send_at") WHERE "send_at" IS NOT NULL AND "started_at" IS NULL AND "ended_at" IS NULL;
