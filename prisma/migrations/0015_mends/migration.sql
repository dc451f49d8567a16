-- What Prisma's schema language cannot say: files that are still to be taken away, for the sweep.
CREATE INDEX "upload_going" ON "import"("touched_at") WHERE "upload_fate" = 'going';

-- AlterTable: since when somebody sends it.
ALTER TABLE "test_mail" ADD COLUMN     "claimed_at" TIMESTAMPTZ(3);

-- Test mails of which nothing was told yet, for the sweep.
CREATE INDEX "test_mail_untold" ON "test_mail"("asked_at") WHERE "told_at" IS NULL;
