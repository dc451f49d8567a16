-- CreateTable: which steps of the set-up somebody has passed without an answer, and that it was offered.
CREATE TABLE "setup" (
    "company_id" UUID NOT NULL,
    "passed" TEXT[],
    "offered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "setup_pkey" PRIMARY KEY ("company_id")
);

-- CreateTable: a mail that an owner sends to themselves, and what came of it.
CREATE TABLE "test_mail" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "operator_id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'asked',
    "reply" TEXT,
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "told_at" TIMESTAMPTZ(3),

    CONSTRAINT "test_mail_pkey" PRIMARY KEY ("company_id","id")
);

-- AddForeignKey
ALTER TABLE "setup" ADD CONSTRAINT "setup_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_mail" ADD CONSTRAINT "test_mail_company_id_operator_id_fkey" FOREIGN KEY ("company_id", "operator_id") REFERENCES "operator"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema language cannot say: what can come of a mail.
ALTER TABLE "test_mail" ADD CONSTRAINT "test_mail_state" CHECK ("state" IN ('asked', 'sending', 'sent', 'refused', 'not-sent', 'unknown'));

-- CreateTable: codes that bring two workspaces together. A code that was used, or is older than its time, is gone.
CREATE TABLE "connect_code" (
    "hash" BYTEA NOT NULL,
    "company_id" UUID NOT NULL,
    "made_by" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "connect_code_pkey" PRIMARY KEY ("hash")
);

-- CreateTable: codes that somebody typed in vain.
CREATE TABLE "connect_try" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "tried_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "connect_try_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "connect_code_company_id_key" ON "connect_code"("company_id");

-- AddForeignKey
ALTER TABLE "connect_code" ADD CONSTRAINT "connect_code_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connect_try" ADD CONSTRAINT "connect_try_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE CASCADE ON UPDATE CASCADE;
