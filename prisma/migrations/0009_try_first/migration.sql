-- AlterTable: a run that is tried on its first people, and the position of the last of them, known once it starts.
ALTER TABLE "run" ADD COLUMN     "try_first" INTEGER,
ADD COLUMN     "try_until" INTEGER;
