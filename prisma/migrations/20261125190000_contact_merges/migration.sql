-- CreateTable
CREATE TABLE "contact_merges" (
    "id" UUID NOT NULL,
    "into_id" UUID NOT NULL,
    "from_id" UUID NOT NULL,
    "agent_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "undone_at" TIMESTAMPTZ(3),
    "identity_ids" UUID[],
    "conversation_ids" UUID[],
    "own_message_ids" UUID[],
    "filled" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "contact_merges_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "contact_merges_into_id_idx" ON "contact_merges"("into_id");

-- CreateIndex
CREATE INDEX "contact_merges_from_id_idx" ON "contact_merges"("from_id");

-- CreateIndex
CREATE INDEX "contact_merges_identity_ids_idx" ON "contact_merges" USING GIN ("identity_ids");

-- AddForeignKey
ALTER TABLE "contact_merges" ADD CONSTRAINT "contact_merges_into_id_fkey" FOREIGN KEY ("into_id") REFERENCES "contacts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact_merges" ADD CONSTRAINT "contact_merges_from_id_fkey" FOREIGN KEY ("from_id") REFERENCES "contacts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact_merges" ADD CONSTRAINT "contact_merges_agent_id_fkey" FOREIGN KEY ("agent_id") REFERENCES "agents"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A contact can be joined into one other only.
CREATE UNIQUE INDEX contact_merges_one ON contact_merges (from_id) WHERE undone_at IS NULL;

-- Finds the identity and its contact, or makes both. Two first messages at once wait for each other here. The identity is
-- held until the commit, so that nothing comes in for a contact while another one takes its place.
CREATE OR REPLACE FUNCTION intake_identity(item jsonb, OUT identity_id uuid, OUT contact_id uuid, OUT blocked boolean, OUT made boolean)
LANGUAGE plpgsql AS $$
DECLARE
  k identity_kind := (item->>'identityKind')::identity_kind;
  v text := item->>'identityValue';
BEGIN
  made := false;
  SELECT i.id, i.contact_id, (SELECT c.blocked_at IS NOT NULL FROM contacts c WHERE c.id = i.contact_id)
    INTO identity_id, contact_id, blocked FROM identities i WHERE i.kind = k AND i.value = v FOR KEY SHARE;
  IF FOUND THEN RETURN; END IF;
  INSERT INTO contacts (id, name, email, phone, locale, last_seen_at, created_at)
    VALUES ((item->>'contactId')::uuid, item->>'name', item->>'email', item->>'phone', item->>'locale',
            (item->>'at')::timestamptz, (item->>'at')::timestamptz);
  INSERT INTO identities (id, contact_id, kind, value, verified_at, created_at)
    VALUES ((item->>'identityId')::uuid, (item->>'contactId')::uuid, k, v,
            CASE WHEN (item->>'verified')::boolean THEN (item->>'at')::timestamptz END, (item->>'at')::timestamptz)
    ON CONFLICT (kind, value) DO NOTHING;
  made := FOUND;
  IF NOT made THEN DELETE FROM contacts WHERE id = (item->>'contactId')::uuid; END IF;
  SELECT i.id, i.contact_id, (SELECT c.blocked_at IS NOT NULL FROM contacts c WHERE c.id = i.contact_id)
    INTO identity_id, contact_id, blocked FROM identities i WHERE i.kind = k AND i.value = v FOR KEY SHARE;
END $$;
