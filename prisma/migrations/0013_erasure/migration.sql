-- AlterTable: numbers that it added and that were taken back since, how far its rows are emptied, and since when all of them are.
ALTER TABLE "import" ADD COLUMN     "numbers_gone" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "purged_at" TIMESTAMPTZ(3),
ADD COLUMN     "purged_to" INTEGER NOT NULL DEFAULT 0;

-- AlterTable: nothing in it tells of a person any more.
ALTER TABLE "import_row" ADD COLUMN     "erased_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "invitation" ADD COLUMN     "erased_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "member" ADD COLUMN     "erased_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "run" ADD COLUMN     "purged_at" TIMESTAMPTZ(3),
ADD COLUMN     "purged_to" INTEGER NOT NULL DEFAULT 0;

-- What Prisma's schema language cannot say: what is over and not emptied yet, where a company wants that.
CREATE INDEX "run_to_purge" ON "run"("company_id", "ended_at") WHERE "ended_at" IS NOT NULL AND "purged_at" IS NULL;
CREATE INDEX "import_to_purge" ON "import"("company_id", "ended_at") WHERE "ended_at" IS NOT NULL AND "purged_at" IS NULL;
CREATE INDEX "member_to_purge" ON "member"("company_id", "archived_at") WHERE "archived_at" IS NOT NULL AND "erased_at" IS NULL;
