-- CreateTable
CREATE TABLE "user_group" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "platform" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "members" TEXT[],
    "is_gone" BOOLEAN NOT NULL DEFAULT false,
    "known_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3),

    CONSTRAINT "user_group_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateTable
CREATE TABLE "group_grant" (
    "company_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "permission" TEXT NOT NULL,
    "granted_by" UUID NOT NULL,
    "granted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "group_grant_pkey" PRIMARY KEY ("company_id","group_id","permission")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_group_company_id_platform_workspace_id_external_id_key" ON "user_group"("company_id", "platform", "workspace_id", "external_id");

-- AddForeignKey
ALTER TABLE "user_group" ADD CONSTRAINT "user_group_company_id_platform_workspace_id_fkey" FOREIGN KEY ("company_id", "platform", "workspace_id") REFERENCES "workspace"("company_id", "platform", "external_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_grant" ADD CONSTRAINT "group_grant_company_id_group_id_fkey" FOREIGN KEY ("company_id", "group_id") REFERENCES "user_group"("company_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
