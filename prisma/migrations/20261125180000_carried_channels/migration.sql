-- CreateEnum
CREATE TYPE "delivery_status" AS ENUM ('queued', 'sending', 'uncertain', 'sent', 'delivered', 'seen', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "consent_state" AS ENUM ('opted_in', 'opted_out');

-- CreateEnum
CREATE TYPE "inbound_state" AS ENUM ('received', 'processed', 'ignored', 'failed');

-- AlterTable
ALTER TABLE "identities" ADD COLUMN     "flagged_at" TIMESTAMPTZ(3),
ADD COLUMN     "flagged_reason" TEXT;

-- AlterTable
ALTER TABLE "attachments" ADD COLUMN     "content_id" TEXT,
ADD COLUMN     "inline" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "deliveries" (
    "id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "status" "delivery_status" NOT NULL DEFAULT 'queued',
    "reference" TEXT NOT NULL,
    "provider_id" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3),
    "committed_at" TIMESTAMPTZ(3),
    "reason" TEXT,
    "code" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery_entries" (
    "id" UUID NOT NULL,
    "delivery_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" TEXT NOT NULL,
    "status" "delivery_status" NOT NULL,
    "reason" TEXT,
    "code" TEXT,
    "agent_id" UUID,

    CONSTRAINT "delivery_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consents" (
    "identity_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "state" "consent_state" NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "consents_pkey" PRIMARY KEY ("identity_id","channel_id")
);

-- CreateTable
CREATE TABLE "inbound_items" (
    "id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "payload" JSONB,
    "raw_key" TEXT,
    "size" INTEGER NOT NULL DEFAULT 0,
    "state" "inbound_state" NOT NULL DEFAULT 'received',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
    "reason" TEXT,
    "message_id" UUID,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "processed_at" TIMESTAMPTZ(3),

    CONSTRAINT "inbound_items_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channel_links" (
    "channel_id" UUID NOT NULL,
    "position" JSONB,
    "connected" BOOLEAN NOT NULL DEFAULT false,
    "error" TEXT,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "channel_links_pkey" PRIMARY KEY ("channel_id")
);

-- CreateTable
CREATE TABLE "message_contents" (
    "message_id" UUID NOT NULL,
    "subject" TEXT,
    "html" TEXT,
    "quoted" TEXT,
    "recipients" JSONB NOT NULL DEFAULT '{}',
    "automatic" TEXT,
    "warnings" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "message_contents_pkey" PRIMARY KEY ("message_id")
);

-- CreateTable
CREATE TABLE "message_references" (
    "channel_id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "message_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,

    CONSTRAINT "message_references_pkey" PRIMARY KEY ("channel_id","reference")
);

-- CreateTable
CREATE TABLE "participants" (
    "conversation_id" UUID NOT NULL,
    "identity_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "participants_pkey" PRIMARY KEY ("conversation_id","identity_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_message_id_key" ON "deliveries"("message_id");

-- CreateIndex
CREATE INDEX "deliveries_conversation_id_idx" ON "deliveries"("conversation_id");

-- CreateIndex
CREATE INDEX "deliveries_channel_id_updated_at_idx" ON "deliveries"("channel_id", "updated_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_channel_id_provider_id_key" ON "deliveries"("channel_id", "provider_id");

-- CreateIndex
CREATE INDEX "delivery_entries_delivery_id_at_idx" ON "delivery_entries"("delivery_id", "at");

-- CreateIndex
CREATE INDEX "consents_channel_id_idx" ON "consents"("channel_id");

-- CreateIndex
CREATE INDEX "inbound_items_channel_id_received_at_idx" ON "inbound_items"("channel_id", "received_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "inbound_items_channel_id_external_id_key" ON "inbound_items"("channel_id", "external_id");

-- CreateIndex
CREATE INDEX "message_references_message_id_idx" ON "message_references"("message_id");

-- CreateIndex
CREATE INDEX "participants_identity_id_idx" ON "participants"("identity_id");

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "messages"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channels"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_entries" ADD CONSTRAINT "delivery_entries_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "deliveries"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consents" ADD CONSTRAINT "consents_identity_id_fkey" FOREIGN KEY ("identity_id") REFERENCES "identities"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consents" ADD CONSTRAINT "consents_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channels"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbound_items" ADD CONSTRAINT "inbound_items_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channels"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channel_links" ADD CONSTRAINT "channel_links_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channels"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_contents" ADD CONSTRAINT "message_contents_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "messages"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_references" ADD CONSTRAINT "message_references_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "messages"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participants" ADD CONSTRAINT "participants_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participants" ADD CONSTRAINT "participants_identity_id_fkey" FOREIGN KEY ("identity_id") REFERENCES "identities"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Only what has something left to do: these stay small however much has passed through.
CREATE INDEX inbound_items_due ON inbound_items (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX inbound_items_failed ON inbound_items (channel_id, received_at DESC) WHERE state = 'failed';
CREATE INDEX deliveries_due ON deliveries (due_at) WHERE due_at IS NOT NULL;

-- Intake learns of mail: evidence for a conversation, copied people, content beside the words, senders that are machines.
--
-- An item may also have: thread ([{ conversationId, reason }], the strongest evidence first), automatic (why it was no
-- person), content ({ subject, html, quoted, recipients, warnings }), reference, participants ([{ identityKind,
-- identityValue, identityId, contactId, name }]) and inboundItemId (what is done once this is stored).

-- Whether somebody belongs to a conversation: its customer, or one who was written to in it.
CREATE FUNCTION intake_belongs(conv conversations, p_identity uuid, p_contact uuid) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT conv.identity_id = p_identity OR conv.contact_id = p_contact
      OR EXISTS (SELECT 1 FROM participants p WHERE p.conversation_id = conv.id AND p.identity_id = p_identity)
$$;

-- Opens a closed conversation again; false when the customer has another one open on that channel.
CREATE FUNCTION intake_reopen(conv_id uuid) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  UPDATE conversations c SET status = 'open', closed_at = NULL WHERE c.id = conv_id;
  RETURN true;
EXCEPTION WHEN unique_violation THEN
  RETURN false;
END $$;

-- Finds and locks the conversation that the evidence names, and in which the sender takes part. A stranger who knows its
-- address is not let in: `linked` then names the conversation that their own one follows.
CREATE FUNCTION intake_named(item jsonb, p_identity uuid, p_contact uuid, OUT conversation conversations, OUT reason text, OUT linked uuid)
LANGUAGE plpgsql AS $$
DECLARE
  moment timestamptz := (item->>'at')::timestamptz;
  named record;
  candidate conversations;
BEGIN
  FOR named IN SELECT (t.value->>'conversationId')::uuid AS id, t.value->>'reason' AS why
      FROM jsonb_array_elements(item->'thread') WITH ORDINALITY t ORDER BY t.ordinality LOOP
    SELECT * INTO candidate FROM conversations c WHERE c.id = named.id FOR UPDATE;
    CONTINUE WHEN NOT FOUND;
    linked := coalesce(linked, candidate.id);
    CONTINUE WHEN NOT intake_belongs(candidate, p_identity, p_contact);
    IF candidate.status <> 'closed' OR item->>'automatic' IS NOT NULL THEN
      conversation := candidate; reason := named.why; RETURN;
    END IF;
    CONTINUE WHEN candidate.closed_at <= moment - make_interval(days => (item->>'reopenDays')::int);
    IF intake_reopen(candidate.id) THEN
      conversation := candidate; reason := named.why; RETURN;
    END IF;
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION intake_conversation(item jsonb, p_identity uuid, p_contact uuid, OUT conversation conversations, OUT reason text)
LANGUAGE plpgsql AS $$
DECLARE
  ch uuid := (item->>'channelId')::uuid;
  moment timestamptz := (item->>'at')::timestamptz;
  last conversations;
  named record;
  linked uuid;
BEGIN
  IF jsonb_array_length(coalesce(item->'thread', '[]')) > 0 THEN
    named := intake_named(item, p_identity, p_contact);
    IF named.reason IS NOT NULL THEN
      conversation := named.conversation; reason := named.reason; RETURN;
    END IF;
    linked := named.linked;
  END IF;
  LOOP
    SELECT * INTO conversation FROM conversations c
      WHERE c.channel_id = ch AND c.identity_id = p_identity AND c.status <> 'closed' FOR UPDATE;
    IF FOUND THEN reason := 'open conversation'; RETURN; END IF;
    SELECT * INTO last FROM conversations c WHERE c.contact_id = p_contact AND c.channel_id = ch AND c.identity_id = p_identity
      ORDER BY c.created_at DESC LIMIT 1 FOR UPDATE;
    -- Somebody may have reopened it while we waited for its lock.
    CONTINUE WHEN FOUND AND last.status <> 'closed';
    IF linked IS NULL AND last.id IS NOT NULL AND item->>'automatic' IS NULL
        AND last.closed_at > moment - make_interval(days => (item->>'reopenDays')::int) THEN
      -- Another one may be opened, or come with a sign-in, while we wait for the lock: it is found then.
      CONTINUE WHEN NOT intake_reopen(last.id);
      conversation := last;
      reason := 'reopened';
      RETURN;
    END IF;
    INSERT INTO conversations (id, brand_id, channel_id, contact_id, identity_id, subject, topic, form_answers, last_message_at, created_at, previous_id)
      VALUES ((item->>'conversationId')::uuid, (item->>'brandId')::uuid, ch, p_contact, p_identity, item->'content'->>'subject',
              item->>'topic', coalesce(item->'form', '{}'), moment, moment, coalesce(linked, last.id))
      ON CONFLICT (channel_id, identity_id) WHERE status <> 'closed' DO NOTHING
      RETURNING * INTO conversation;
    IF FOUND THEN reason := CASE WHEN linked IS NULL THEN 'new' ELSE 'not a participant' END; RETURN; END IF;
  END LOOP;
END $$;

-- What a mail has besides its words, and whom else it names.
CREATE FUNCTION intake_content(item jsonb, conv conversations, p_identity uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  other record;
  who record;
BEGIN
  IF jsonb_typeof(item->'content') = 'object' THEN
    INSERT INTO message_contents (message_id, subject, html, quoted, recipients, automatic, warnings)
      VALUES ((item->>'messageId')::uuid, item->'content'->>'subject', item->'content'->>'html', item->'content'->>'quoted',
              coalesce(item->'content'->'recipients', '{}'), item->>'automatic',
              ARRAY(SELECT jsonb_array_elements_text(coalesce(item->'content'->'warnings', '[]'))));
  END IF;
  IF item->>'reference' IS NOT NULL THEN
    INSERT INTO message_references (channel_id, reference, message_id, conversation_id)
      VALUES ((item->>'channelId')::uuid, item->>'reference', (item->>'messageId')::uuid, conv.id) ON CONFLICT DO NOTHING;
  END IF;
  IF jsonb_typeof(item->'participants') <> 'array' THEN RETURN; END IF;
  FOR other IN SELECT p.value FROM jsonb_array_elements(item->'participants') p ORDER BY p.value->>'identityValue' LOOP
    who := intake_identity(other.value || jsonb_build_object('at', item->>'at', 'verified', false));
    INSERT INTO participants (conversation_id, identity_id) VALUES (conv.id, who.identity_id) ON CONFLICT DO NOTHING;
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION intake_message(item jsonb, OUT outcome text, OUT message_id uuid, OUT conversation_id uuid, OUT contact_id uuid, OUT seq int, OUT opened boolean)
LANGUAGE plpgsql AS $$
DECLARE
  ch uuid := (item->>'channelId')::uuid;
  moment timestamptz := (item->>'at')::timestamptz;
  who record;
  target record;
  conv conversations;
  files int := coalesce(jsonb_array_length(item->'attachmentIds'), 0);
  machine boolean := item->>'automatic' IS NOT NULL;
BEGIN
  opened := false;
  SELECT 'duplicate', m.id, m.conversation_id, m.contact_id, m.seq INTO outcome, message_id, conversation_id, contact_id, seq
    FROM messages m WHERE m.channel_id = ch AND m.external_id = item->>'externalId';
  IF FOUND THEN PERFORM intake_done(item, 'processed', message_id, NULL); RETURN; END IF;

  who := intake_identity(item);
  IF who.blocked THEN
    outcome := 'blocked'; contact_id := who.contact_id;
    PERFORM intake_done(item, 'ignored', NULL, 'The sender is blocked.');
    RETURN;
  END IF;

  target := intake_conversation(item, who.identity_id, who.contact_id);
  conv := target.conversation;
  opened := conv.id = (item->>'conversationId')::uuid;
  INSERT INTO messages AS m (id, conversation_id, seq, kind, channel_id, external_id, contact_id, body, thread_reason, created_at)
    VALUES ((item->>'messageId')::uuid, conv.id, conv.last_seq + 1, 'inbound', ch, item->>'externalId', who.contact_id,
            item->>'body', target.reason, moment)
    ON CONFLICT (channel_id, external_id) DO NOTHING;
  IF NOT FOUND THEN
    SELECT 'duplicate', m.id, m.conversation_id, m.contact_id, m.seq INTO outcome, message_id, conversation_id, contact_id, seq
      FROM messages m WHERE m.channel_id = ch AND m.external_id = item->>'externalId';
    opened := false;
    PERFORM intake_done(item, 'processed', message_id, NULL);
    RETURN;
  END IF;
  outcome := 'stored'; message_id := (item->>'messageId')::uuid; conversation_id := conv.id;
  contact_id := who.contact_id; seq := conv.last_seq + 1;

  -- What a machine sent is shown, but nobody waits for an answer to it.
  UPDATE conversations c SET
      last_seq = conv.last_seq + 1, last_message_at = moment, last_message_text = item->>'preview', last_message_kind = 'inbound',
      waiting_since = CASE WHEN machine THEN c.waiting_since ELSE coalesce(c.waiting_since, moment) END,
      unread_count = c.unread_count + CASE WHEN machine AND NOT opened THEN 0 ELSE 1 END,
      status = CASE WHEN machine THEN c.status ELSE 'open' END,
      snoozed_until = CASE WHEN machine THEN c.snoozed_until END,
      contact_seen_seq = CASE WHEN machine THEN c.contact_seen_seq ELSE conv.last_seq + 1 END,
      contact_delivered_seq = CASE WHEN machine THEN c.contact_delivered_seq ELSE conv.last_seq + 1 END
    WHERE c.id = conv.id;
  IF files > 0 THEN
    UPDATE attachments a SET message_id = intake_message.message_id
      WHERE a.id IN (SELECT jsonb_array_elements_text(item->'attachmentIds')::uuid)
        AND a.uploader = item->>'uploader' AND a.message_id IS NULL;
    GET DIAGNOSTICS files = ROW_COUNT;
    IF files <> jsonb_array_length(item->'attachmentIds') THEN
      RAISE EXCEPTION 'attachment_not_yours' USING ERRCODE = 'SB001';
    END IF;
  END IF;
  IF item ? 'inboundItemId' THEN
    PERFORM intake_content(item, conv, who.identity_id);
    PERFORM intake_done(item, 'processed', message_id, NULL);
  END IF;
  IF machine THEN conv.status := 'open'; END IF;
  PERFORM intake_events(item, who.made, opened, conv, intake_message.contact_id, intake_message.seq);
END $$;

-- Nothing is left to do with what came in, in the commit that stores what it said.
CREATE FUNCTION intake_done(item jsonb, p_state inbound_state, p_message uuid, p_reason text) RETURNS void LANGUAGE sql AS $$
  UPDATE inbound_items SET state = p_state, message_id = p_message, reason = p_reason, due_at = NULL,
         processed_at = (item->>'at')::timestamptz
   WHERE item ? 'inboundItemId' AND id = (item->>'inboundItemId')::uuid
$$;

-- One mailbox or number is one channel: two would bring everything in twice.
CREATE UNIQUE INDEX channels_address ON channels (kind, lower(coalesce(settings->>'address', settings->>'number')))
  WHERE kind IN ('email', 'sms', 'voice');
