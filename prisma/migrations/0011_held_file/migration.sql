-- AlterTable: where others could read the file, and whether it still stands there.
ALTER TABLE "import" ADD COLUMN     "seen_in" TEXT,
ADD COLUMN     "upload_fate" TEXT;

-- CreateTable
CREATE TABLE "held_file" (
    "company_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "source_key" TEXT NOT NULL,
    "upload" JSONB NOT NULL,
    "file_name" TEXT NOT NULL,
    "again" TEXT,
    "platform" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "conversation" TEXT NOT NULL,
    "root" TEXT,
    "given_by" UUID NOT NULL,
    "held_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decision" TEXT,

    CONSTRAINT "held_file_pkey" PRIMARY KEY ("company_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "held_file_company_id_source_key_key" ON "held_file"("company_id", "source_key");

-- AddForeignKey
ALTER TABLE "held_file" ADD CONSTRAINT "held_file_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE CASCADE ON UPDATE CASCADE;
