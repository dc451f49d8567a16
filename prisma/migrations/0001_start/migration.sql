-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "ImportState" AS ENUM ('receiving', 'checking', 'ready', 'rejected', 'applied', 'discarded', 'undone');

-- CreateEnum
CREATE TYPE "RowState" AS ENUM ('new', 'changed', 'unchanged', 'wrong');

-- CreateEnum
CREATE TYPE "RunState" AS ENUM ('draft', 'awaiting_approval', 'pending', 'sending', 'deferred', 'paused', 'cancelling', 'completed', 'cancelled', 'aborted', 'discarded', 'expired', 'rejected');

-- CreateEnum
CREATE TYPE "InvitationState" AS ENUM ('queued', 'claimed', 'sending', 'sent', 'failed', 'unknown', 'skipped', 'cancelled', 'bounced');

-- CreateEnum
CREATE TYPE "LinkState" AS ENUM ('invited', 'opened', 'code_shown', 'linked', 'expired', 'revoked', 'refused', 'unlinked');

-- CreateTable
CREATE TABLE "company" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "last_seq" BIGINT NOT NULL DEFAULT 0,
    "fence" BIGINT NOT NULL DEFAULT 0,
    "owner_email" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "company_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workspace" (
    "platform" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "company_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("platform","external_id")
);

-- CreateTable
CREATE TABLE "operator" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "email" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "operator_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "chat_user" (
    "platform" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "company_id" UUID NOT NULL,
    "operator_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "time_zone" TEXT,
    "is_admin" BOOLEAN NOT NULL,
    "standing" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "chat_user_pkey" PRIMARY KEY ("platform","workspace_id","user_id")
);

-- CreateTable
CREATE TABLE "permission_grant" (
    "company_id" UUID NOT NULL,
    "operator_id" UUID NOT NULL,
    "permission" TEXT NOT NULL,
    "granted_by" UUID NOT NULL,
    "granted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "permission_grant_pkey" PRIMARY KEY ("company_id","operator_id","permission")
);

-- CreateTable
CREATE TABLE "setting" (
    "company_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "changed_by" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("company_id","key")
);

-- CreateTable
CREATE TABLE "org_unit" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "parent_id" UUID,
    "name" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "path_key" TEXT NOT NULL,

    CONSTRAINT "org_unit_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "role" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "channels" TEXT[],

    CONSTRAINT "role_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "member" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "username" TEXT,
    "email" TEXT NOT NULL,
    "email_key" TEXT NOT NULL,
    "first_name" TEXT,
    "last_name" TEXT,
    "phone" TEXT,
    "org_unit_id" UUID,
    "role_id" UUID NOT NULL,
    "language" TEXT,
    "country" TEXT,
    "time_zone" TEXT,
    "department" TEXT,
    "job_title" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),
    "login_mailed_at" TIMESTAMPTZ(3),

    CONSTRAINT "member_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "corporate_number" (
    "company_id" UUID NOT NULL,
    "phone" TEXT NOT NULL,
    "member_id" UUID,
    "import_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "corporate_number_pkey" PRIMARY KEY ("company_id","phone")
);

-- CreateTable
CREATE TABLE "channel_link" (
    "company_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "state" "LinkState" NOT NULL,
    "phone" TEXT,
    "linked_at" TIMESTAMPTZ(3),
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "channel_link_pkey" PRIMARY KEY ("company_id","member_id","channel")
);

-- CreateTable
CREATE TABLE "thread" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "platform" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "conversation" TEXT NOT NULL,
    "root" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "thread_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "card" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "thread_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "message_id" TEXT,
    "wanted" INTEGER NOT NULL DEFAULT 1,
    "shown" INTEGER NOT NULL DEFAULT 0,
    "shown_at" TIMESTAMPTZ(3),
    "lease_until" TIMESTAMPTZ(3),

    CONSTRAINT "card_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "import" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "state" "ImportState" NOT NULL DEFAULT 'receiving',
    "thread_id" UUID NOT NULL,
    "source_key" TEXT NOT NULL,
    "upload" JSONB NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_size" INTEGER,
    "file_sha256" TEXT,
    "add_numbers" BOOLEAN NOT NULL DEFAULT true,
    "send_login_mail" BOOLEAN NOT NULL DEFAULT false,
    "requested_by" UUID NOT NULL,
    "decided_by" UUID,
    "rejection" JSONB,
    "ignored" TEXT[],
    "total" INTEGER NOT NULL DEFAULT 0,
    "new" INTEGER NOT NULL DEFAULT 0,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "wrong" INTEGER NOT NULL DEFAULT 0,
    "differs" INTEGER NOT NULL DEFAULT 0,
    "card_version" INTEGER NOT NULL DEFAULT 1,
    "rings" INTEGER NOT NULL DEFAULT 0,
    "login_mails_due" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "touched_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "import_file" (
    "company_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,

    CONSTRAINT "import_file_pkey" PRIMARY KEY ("company_id","import_id")
);

-- CreateTable
CREATE TABLE "import_row" (
    "company_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "state" "RowState",
    "username" TEXT,
    "email" TEXT,
    "email_key" TEXT,
    "first_name" TEXT,
    "last_name" TEXT,
    "phone" TEXT,
    "org_unit" TEXT,
    "role" TEXT,
    "language" TEXT,
    "country" TEXT,
    "time_zone" TEXT,
    "department" TEXT,
    "job_title" TEXT,
    "problems" JSONB NOT NULL DEFAULT '[]',
    "changes" JSONB NOT NULL DEFAULT '[]',
    "member_id" UUID,

    CONSTRAINT "import_row_pkey" PRIMARY KEY ("company_id","import_id","line")
);

-- CreateTable
CREATE TABLE "run" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "state" "RunState" NOT NULL DEFAULT 'draft',
    "seq" BIGINT,
    "channel" TEXT NOT NULL,
    "source" JSONB NOT NULL,
    "title" TEXT NOT NULL,
    "import_id" UUID,
    "parent_id" UUID,
    "thread_id" UUID NOT NULL,
    "list_hash" TEXT NOT NULL,
    "people" INTEGER NOT NULL,
    "to_invite" INTEGER NOT NULL,
    "to_skip" INTEGER NOT NULL,
    "to_fail" INTEGER NOT NULL,
    "over_limit" INTEGER,
    "card_version" INTEGER NOT NULL DEFAULT 1,
    "requested_by" UUID NOT NULL,
    "decided_by" UUID,
    "drafted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "confirmed_at" TIMESTAMPTZ(3),
    "decided_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "fence" BIGINT NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "moved_at" TIMESTAMPTZ(3),
    "cause" TEXT,

    CONSTRAINT "run_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "run_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "member_id" UUID,
    "import_line" INTEGER,
    "username" TEXT,
    "name" TEXT,
    "email" TEXT,
    "phone" TEXT,
    "org_unit" TEXT,
    "language" TEXT,
    "state" "InvitationState" NOT NULL,
    "reason" TEXT,
    "reply" TEXT,
    "differs" BOOLEAN NOT NULL DEFAULT false,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "claim" UUID,
    "fence" BIGINT NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "token_version" INTEGER NOT NULL DEFAULT 1,
    "message_id" TEXT,
    "sent_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "link_token" (
    "hash" BYTEA NOT NULL,
    "company_id" UUID NOT NULL,
    "invitation_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "link_token_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "inbound_event" (
    "platform" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inbound_event_pkey" PRIMARY KEY ("platform","key")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "queue" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "data" JSONB NOT NULL,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "company_id" UUID NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "operator_id" UUID,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "facts" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "operator_company_id_email_key" ON "operator"("company_id", "email");

-- CreateIndex
CREATE INDEX "chat_user_company_id_operator_id_idx" ON "chat_user"("company_id", "operator_id");

-- CreateIndex
CREATE UNIQUE INDEX "org_unit_company_id_path_key_key" ON "org_unit"("company_id", "path_key");

-- CreateIndex
CREATE UNIQUE INDEX "role_company_id_name_key_key" ON "role"("company_id", "name_key");

-- CreateIndex
CREATE INDEX "member_company_id_org_unit_id_idx" ON "member"("company_id", "org_unit_id");

-- CreateIndex
CREATE INDEX "member_company_id_phone_idx" ON "member"("company_id", "phone");

-- CreateIndex
CREATE UNIQUE INDEX "member_company_id_email_key_key" ON "member"("company_id", "email_key");

-- CreateIndex
CREATE INDEX "corporate_number_company_id_member_id_idx" ON "corporate_number"("company_id", "member_id");

-- CreateIndex
CREATE UNIQUE INDEX "card_company_id_subject_id_kind_key" ON "card"("company_id", "subject_id", "kind");

-- CreateIndex
CREATE INDEX "import_company_id_created_at_idx" ON "import"("company_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "import_company_id_source_key_key" ON "import"("company_id", "source_key");

-- CreateIndex
CREATE INDEX "import_row_company_id_import_id_email_key_idx" ON "import_row"("company_id", "import_id", "email_key");

-- CreateIndex
CREATE INDEX "run_company_id_drafted_at_idx" ON "run"("company_id", "drafted_at");

-- CreateIndex
CREATE UNIQUE INDEX "run_company_id_seq_key" ON "run"("company_id", "seq");

-- CreateIndex
CREATE INDEX "invitation_company_id_member_id_idx" ON "invitation"("company_id", "member_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_company_id_run_id_position_key" ON "invitation"("company_id", "run_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "link_token_company_id_invitation_id_version_key" ON "link_token"("company_id", "invitation_id", "version");

-- CreateIndex
CREATE INDEX "inbound_event_received_at_idx" ON "inbound_event"("received_at");

-- CreateIndex
CREATE INDEX "audit_entry_company_id_subject_id_idx" ON "audit_entry"("company_id", "subject_id");

-- AddForeignKey
ALTER TABLE "workspace" ADD CONSTRAINT "workspace_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "operator" ADD CONSTRAINT "operator_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chat_user" ADD CONSTRAINT "chat_user_platform_workspace_id_fkey" FOREIGN KEY ("platform", "workspace_id") REFERENCES "workspace"("platform", "external_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chat_user" ADD CONSTRAINT "chat_user_company_id_operator_id_fkey" FOREIGN KEY ("company_id", "operator_id") REFERENCES "operator"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "permission_grant" ADD CONSTRAINT "permission_grant_company_id_operator_id_fkey" FOREIGN KEY ("company_id", "operator_id") REFERENCES "operator"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "setting" ADD CONSTRAINT "setting_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "org_unit" ADD CONSTRAINT "org_unit_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "org_unit" ADD CONSTRAINT "org_unit_company_id_parent_id_fkey" FOREIGN KEY ("company_id", "parent_id") REFERENCES "org_unit"("company_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "role" ADD CONSTRAINT "role_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_company_id_org_unit_id_fkey" FOREIGN KEY ("company_id", "org_unit_id") REFERENCES "org_unit"("company_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_company_id_role_id_fkey" FOREIGN KEY ("company_id", "role_id") REFERENCES "role"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "corporate_number" ADD CONSTRAINT "corporate_number_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "corporate_number" ADD CONSTRAINT "corporate_number_company_id_member_id_fkey" FOREIGN KEY ("company_id", "member_id") REFERENCES "member"("company_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "channel_link" ADD CONSTRAINT "channel_link_company_id_member_id_fkey" FOREIGN KEY ("company_id", "member_id") REFERENCES "member"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread" ADD CONSTRAINT "thread_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "card" ADD CONSTRAINT "card_company_id_thread_id_fkey" FOREIGN KEY ("company_id", "thread_id") REFERENCES "thread"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import" ADD CONSTRAINT "import_company_id_thread_id_fkey" FOREIGN KEY ("company_id", "thread_id") REFERENCES "thread"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_file" ADD CONSTRAINT "import_file_company_id_import_id_fkey" FOREIGN KEY ("company_id", "import_id") REFERENCES "import"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_company_id_import_id_fkey" FOREIGN KEY ("company_id", "import_id") REFERENCES "import"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_company_id_thread_id_fkey" FOREIGN KEY ("company_id", "thread_id") REFERENCES "thread"("company_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_company_id_import_id_fkey" FOREIGN KEY ("company_id", "import_id") REFERENCES "import"("company_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_company_id_parent_id_fkey" FOREIGN KEY ("company_id", "parent_id") REFERENCES "run"("company_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_company_id_run_id_fkey" FOREIGN KEY ("company_id", "run_id") REFERENCES "run"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_company_id_member_id_fkey" FOREIGN KEY ("company_id", "member_id") REFERENCES "member"("company_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "link_token" ADD CONSTRAINT "link_token_company_id_invitation_id_fkey" FOREIGN KEY ("company_id", "invitation_id") REFERENCES "invitation"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema language cannot say.

-- One sending run per company, whatever any process believes.
CREATE UNIQUE INDEX "one_sending_run" ON "run"("company_id") WHERE "state" IN ('sending', 'cancelling');

-- The runs that somebody still waits for are few; their history is long.
CREATE INDEX "run_alive" ON "run"("company_id", "seq") WHERE "state" IN ('pending', 'sending', 'cancelling', 'deferred', 'paused');

-- So are the imports that somebody still waits for, those with login mails to send, and the cards that do not show what is so now.
CREATE INDEX "import_alive" ON "import"("touched_at") WHERE "state" IN ('receiving', 'checking');
CREATE INDEX "import_unmailed" ON "import"("login_mails_due") WHERE "login_mails_due" IS NOT NULL;
CREATE INDEX "card_stale" ON "card"("company_id", "id") WHERE "shown" < "wanted";

-- A card tells how many numbers its import added.
CREATE INDEX "number_of_import" ON "corporate_number"("company_id", "import_id") WHERE "import_id" IS NOT NULL;

-- Each invitation is updated three times on its way (claimed, sending, sent): room in its page keeps these updates in place.
ALTER TABLE "invitation" SET (fillfactor = 50);

ALTER TABLE "member" ADD CONSTRAINT "member_phone_is_e164" CHECK ("phone" ~ '^\+[1-9][0-9]{6,14}$');
ALTER TABLE "corporate_number" ADD CONSTRAINT "corporate_number_is_e164" CHECK ("phone" ~ '^\+[1-9][0-9]{6,14}$');
ALTER TABLE "member" ADD CONSTRAINT "member_email_key_is_folded" CHECK ("email_key" = lower("email_key"));
