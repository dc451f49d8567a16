-- AlterTable: who asked for a run counts as who asked for it under a new account too, as long as others decide on it.
ALTER TABLE "run" ADD COLUMN     "requester_email" TEXT;
ALTER TABLE "run_approval" ADD COLUMN     "email" TEXT;

-- One person gives one yes to a run, whatever account they give it with.
CREATE UNIQUE INDEX "run_approval_company_id_run_id_email_key" ON "run_approval"("company_id", "run_id", "email");

UPDATE "run" SET "requester_email" = operator."email" FROM "operator"
 WHERE "run"."state" = 'awaiting_approval' AND operator."company_id" = "run"."company_id" AND operator."id" = "run"."requested_by";

-- AlterTable: nobody comes to own a company because their workspace has joined it.
ALTER TABLE "workspace" ADD COLUMN     "admins_own" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable: when the chat was first asked to say it. Whoever comes back to it looks whether it stands there.
ALTER TABLE "setup" ADD COLUMN     "unsure_at" TIMESTAMPTZ(3);
ALTER TABLE "test_mail" ADD COLUMN     "unsure_at" TIMESTAMPTZ(3);

-- AlterTable: under which SECRET_KEY a file is sealed. Null: under the one that was in use then.
ALTER TABLE "import_file" ADD COLUMN     "key_id" TEXT;

-- Checked lists that nobody decides about are discarded after a while.
CREATE INDEX "import_undecided" ON "import"("touched_at") WHERE "state" = 'ready';

-- Whose number it was is asked when somebody is erased. Links get their number last: those that have none cost nothing.
CREATE INDEX "channel_link_phone" ON "channel_link"("company_id", "phone") WHERE "phone" IS NOT NULL;
