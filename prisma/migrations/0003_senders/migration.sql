-- DropColumn: a run may be sent by several processes, so each of them has a lease of its own.
ALTER TABLE "run" DROP COLUMN "lease_until",
ADD COLUMN     "due_at" TIMESTAMPTZ(3),
ADD COLUMN     "take_overs" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "sender" (
    "company_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "slot" INTEGER NOT NULL,
    "claim" UUID NOT NULL,
    "host" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "lease_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sender_pkey" PRIMARY KEY ("company_id","run_id","slot")
);

-- CreateTable
CREATE TABLE "mail_pace" (
    "company_id" UUID NOT NULL,
    "free_from" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mail_pace_pkey" PRIMARY KEY ("company_id")
);

-- AddForeignKey
ALTER TABLE "sender" ADD CONSTRAINT "sender_company_id_run_id_fkey" FOREIGN KEY ("company_id", "run_id") REFERENCES "run"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail_pace" ADD CONSTRAINT "mail_pace_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE CASCADE ON UPDATE CASCADE;
