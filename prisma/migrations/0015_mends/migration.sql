-- What Prisma's schema language cannot say: files that are still to be taken away, for the sweep.
CREATE INDEX "upload_going" ON "import"("touched_at") WHERE "upload_fate" = 'going';
