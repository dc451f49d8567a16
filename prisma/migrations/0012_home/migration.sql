-- CreateTable: the Home tabs that somebody has opened, and what was last published there.
CREATE TABLE "home" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "platform" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "conversation" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "shown_at" TIMESTAMPTZ(3),
    "hash" TEXT,

    CONSTRAINT "home_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateIndex
CREATE INDEX "home_company_id_opened_at_idx" ON "home"("company_id", "opened_at");

-- CreateIndex
CREATE UNIQUE INDEX "home_platform_workspace_id_user_id_key" ON "home"("platform", "workspace_id", "user_id");

-- AddForeignKey
ALTER TABLE "home" ADD CONSTRAINT "home_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "home" ADD CONSTRAINT "home_platform_workspace_id_user_id_fkey" FOREIGN KEY ("platform", "workspace_id", "user_id") REFERENCES "chat_user"("platform", "workspace_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;
