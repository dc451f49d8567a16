-- AlterTable: when the app was taken out of the workspace. Nothing is told there until it is back.
ALTER TABLE "workspace" ADD COLUMN     "left_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "slack_installation" (
    "company_id" UUID NOT NULL,
    "platform" TEXT NOT NULL DEFAULT 'slack',
    "workspace_id" TEXT NOT NULL,
    "is_enterprise" BOOLEAN NOT NULL,
    "app_id" TEXT NOT NULL,
    "bot_user_id" TEXT NOT NULL,
    "installed_by" TEXT NOT NULL,
    "scopes" TEXT[],
    "key_id" TEXT NOT NULL,
    "bot_token" BYTEA NOT NULL,
    "refresh_token" BYTEA,
    "due_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "edition" UUID NOT NULL DEFAULT gen_random_uuid(),
    "installed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "slack_installation_pkey" PRIMARY KEY ("company_id","platform","workspace_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "slack_installation_platform_workspace_id_key" ON "slack_installation"("platform", "workspace_id");

-- CreateIndex
CREATE UNIQUE INDEX "workspace_company_id_platform_external_id_key" ON "workspace"("company_id", "platform", "external_id");

-- AddForeignKey
ALTER TABLE "slack_installation" ADD CONSTRAINT "slack_installation_company_id_platform_workspace_id_fkey" FOREIGN KEY ("company_id", "platform", "workspace_id") REFERENCES "workspace"("company_id", "platform", "external_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema language cannot say: tokens come in pairs with what is known of them.
ALTER TABLE "slack_installation" ADD CONSTRAINT "slack_installation_platform" CHECK ("platform" = 'slack');
ALTER TABLE "slack_installation" ADD CONSTRAINT "slack_installation_rotation" CHECK (
  ("refresh_token" IS NULL) = ("due_at" IS NULL) AND ("due_at" IS NULL) = ("expires_at" IS NULL));
