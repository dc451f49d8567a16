-- AlterTable: where somebody did it, and the entry's place in the chain of its company, given at the end of its transaction.
ALTER TABLE "audit_entry" ADD COLUMN     "conversation" TEXT,
ADD COLUMN     "hash" BYTEA,
ADD COLUMN     "platform" TEXT,
ADD COLUMN     "seq" BIGINT,
ADD COLUMN     "workspace_id" TEXT;

-- CreateTable
CREATE TABLE "audit_head" (
    "company_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("company_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "audit_entry_company_id_seq_key" ON "audit_entry"("company_id", "seq");

-- AddForeignKey
ALTER TABLE "audit_head" ADD CONSTRAINT "audit_head_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Entries of the transaction that is going on: everybody else's are sealed before they can be seen.
CREATE INDEX "audit_unsealed" ON "audit_entry"("company_id", "id") WHERE "hash" IS NULL;

-- One line each: the text that is hashed can be read in one way alone.
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_is_single_lines"
  CHECK (concat("platform", "workspace_id", "conversation", "action", "subject", "subject_id") !~ E'[\n\r]');

-- SHA-256 over these lines in UTF-8, with a line feed between them and none at the end. What is not known is an empty line.
-- core/audit/README.md says the same for whoever checks an export. The facts are written as PostgreSQL writes jsonb.
CREATE FUNCTION audit_hash("previous" BYTEA, "entry" "audit_entry") RETURNS BYTEA LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT sha256(convert_to(concat_ws(E'\n',
    "entry"."seq",
    to_char("entry"."at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    "entry"."company_id",
    coalesce("entry"."operator_id"::text, ''),
    coalesce("entry"."platform", ''),
    coalesce("entry"."workspace_id", ''),
    coalesce("entry"."conversation", ''),
    "entry"."action",
    "entry"."subject",
    "entry"."subject_id",
    "entry"."facts",
    encode("previous", 'hex')), 'UTF8'))
$$;

-- What stands before the first entry of a company.
CREATE FUNCTION audit_beginning() RETURNS BYTEA LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT decode(repeat('00', 32), 'hex')
$$;

-- Hangs what is not in a chain yet to the end of its company's. Companies in one order, so that two of us never wait for each other.
CREATE FUNCTION seal_audit() RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE
  "company" UUID;
  "head" "audit_head";
  "entry" "audit_entry";
BEGIN
  FOR "company" IN SELECT DISTINCT "company_id" FROM "audit_entry" WHERE "hash" IS NULL ORDER BY 1 LOOP
    INSERT INTO "audit_head" AS "h" VALUES ("company", 0, audit_beginning())
      ON CONFLICT ("company_id") DO UPDATE SET "seq" = "h"."seq" RETURNING * INTO "head";

    FOR "entry" IN SELECT * FROM "audit_entry" WHERE "company_id" = "company" AND "hash" IS NULL ORDER BY "id" LOOP
      "head"."seq" := "head"."seq" + 1;
      "entry"."seq" := "head"."seq";
      "head"."hash" := audit_hash("head"."hash", "entry");
      UPDATE "audit_entry" SET "seq" = "head"."seq", "hash" = "head"."hash"
       WHERE "company_id" = "company" AND "id" = "entry"."id";
    END LOOP;

    UPDATE "audit_head" SET "seq" = "head"."seq", "hash" = "head"."hash" WHERE "company_id" = "company";
  END LOOP;
END
$$;

-- The first entry of a transaction seals all of them; for the others nothing is left to do.
CREATE FUNCTION seal_audit_at_commit() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM "audit_entry" WHERE "company_id" = NEW."company_id" AND "id" = NEW."id" AND "hash" IS NULL) THEN
    PERFORM seal_audit();
  END IF;
  RETURN NULL;
END
$$;

-- The trail only grows. It goes with its company alone.
CREATE FUNCTION keep_audit() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD."hash" IS NULL AND to_jsonb(NEW) - 'seq' - 'hash' = to_jsonb(OLD) - 'seq' - 'hash' THEN
      RETURN NEW;
    END IF;
  ELSIF TG_OP = 'DELETE' THEN
    IF NOT EXISTS (SELECT FROM "company" WHERE "id" = OLD."company_id") THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'The audit trail only grows: % is refused', TG_OP;
END
$$;

-- Everything that was done so far, in the order in which it was written down.
SELECT seal_audit();

-- Deferred: the end of the chain is the last lock that a transaction takes, so nobody who holds it waits for anybody else.
CREATE CONSTRAINT TRIGGER "audit_sealed" AFTER INSERT ON "audit_entry" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW."hash" IS NULL) EXECUTE FUNCTION seal_audit_at_commit();
CREATE TRIGGER "audit_kept" BEFORE UPDATE OR DELETE ON "audit_entry" FOR EACH ROW EXECUTE FUNCTION keep_audit();
CREATE TRIGGER "audit_not_emptied" BEFORE TRUNCATE ON "audit_entry" FOR EACH STATEMENT EXECUTE FUNCTION keep_audit();
CREATE TRIGGER "audit_head_kept" BEFORE DELETE ON "audit_head" FOR EACH ROW EXECUTE FUNCTION keep_audit();
CREATE TRIGGER "audit_head_not_emptied" BEFORE TRUNCATE ON "audit_head" FOR EACH STATEMENT EXECUTE FUNCTION keep_audit();
