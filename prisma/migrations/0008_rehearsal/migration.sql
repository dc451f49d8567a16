-- AlterTable: the inbox that gets the mails instead of the people. Null: it is no rehearsal.
ALTER TABLE "import" ADD COLUMN     "rehearsal" TEXT;

-- AlterTable: who had only a rehearsal of their login mail still wants the real one.
ALTER TABLE "member" ADD COLUMN     "login_rehearsed_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "run" ADD COLUMN     "rehearsal" TEXT;
