-- AlterTable
ALTER TABLE "import" ADD COLUMN "rings" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "differs" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "member" ADD COLUMN "login_mailed_at" TIMESTAMPTZ(3);

-- The imports that somebody still waits for are few; their history is long.
CREATE INDEX "import_alive" ON "import"("touched_at") WHERE "state" IN ('receiving', 'checking');

-- A card tells how many numbers its import added.
CREATE INDEX "number_of_import" ON "corporate_number"("company_id", "import_id") WHERE "import_id" IS NOT NULL;
