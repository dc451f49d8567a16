-- CreateTable
CREATE TABLE "teams_chat" (
    "company_id" UUID NOT NULL,
    "platform" TEXT NOT NULL DEFAULT 'teams',
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "service_url" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "teams_chat_pkey" PRIMARY KEY ("company_id","platform","workspace_id","id")
);

-- CreateTable
CREATE TABLE "teams_user" (
    "company_id" UUID NOT NULL,
    "platform" TEXT NOT NULL DEFAULT 'teams',
    "workspace_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "mri" TEXT NOT NULL,
    "conversation" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "teams_user_pkey" PRIMARY KEY ("company_id","platform","workspace_id","user_id")
);

-- AddForeignKey
ALTER TABLE "teams_chat" ADD CONSTRAINT "teams_chat_company_id_platform_workspace_id_fkey" FOREIGN KEY ("company_id", "platform", "workspace_id") REFERENCES "workspace"("company_id", "platform", "external_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "teams_user" ADD CONSTRAINT "teams_user_company_id_platform_workspace_id_fkey" FOREIGN KEY ("company_id", "platform", "workspace_id") REFERENCES "workspace"("company_id", "platform", "external_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema language cannot say: other platforms have their own ways.
ALTER TABLE "teams_chat" ADD CONSTRAINT "teams_chat_platform" CHECK ("platform" = 'teams');
ALTER TABLE "teams_user" ADD CONSTRAINT "teams_user_platform" CHECK ("platform" = 'teams');
