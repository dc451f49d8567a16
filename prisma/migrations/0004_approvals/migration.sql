-- AlterTable
ALTER TABLE "run" ADD COLUMN     "approvals_needed" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "remind_at" TIMESTAMPTZ(3),
ADD COLUMN     "reminders" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "run_approval" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "run_id" UUID NOT NULL,
    "operator_id" UUID NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "run_approval_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "run_approval_company_id_run_id_operator_id_key" ON "run_approval"("company_id", "run_id", "operator_id");

-- AddForeignKey
ALTER TABLE "run_approval" ADD CONSTRAINT "run_approval_company_id_run_id_fkey" FOREIGN KEY ("company_id", "run_id") REFERENCES "run"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_approval" ADD CONSTRAINT "run_approval_company_id_operator_id_fkey" FOREIGN KEY ("company_id", "operator_id") REFERENCES "operator"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema language cannot say: runs whose approvers are to be reminded are few.
CREATE INDEX "run_to_remind" ON "run"("remind_at") WHERE "remind_at" IS NOT NULL;

-- Until now one other person had to say yes, and the run itself remembered who.
UPDATE "run" SET "approvals_needed" = 1
 WHERE "state" IN ('awaiting_approval', 'rejected')
    OR "state" IN ('pending', 'sending', 'deferred', 'completed') AND "decided_by" IS NOT NULL;

INSERT INTO "run_approval" ("company_id", "run_id", "operator_id", "decided_at")
SELECT "company_id", "id", "decided_by", coalesce("decided_at", "confirmed_at", now()) FROM "run"
 WHERE "state" IN ('pending', 'sending', 'deferred', 'completed') AND "decided_by" IS NOT NULL;
