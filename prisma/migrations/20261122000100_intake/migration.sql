-- Intake is one statement: dedupe, contact, conversation, message, events. Called through server/src/intake/receive.ts.
--
-- An item: { messageId, conversationId, contactId, identityId (ids to use where something new is made), channelId,
-- brandId, identityKind, identityValue, verified, externalId, body, preview, at, reopenDays, form, topic, name, email,
-- phone, locale, attachmentIds, uploader }.

-- Finds the identity and its contact, or makes both. Two first messages at once wait for each other here.
CREATE FUNCTION intake_identity(item jsonb, OUT identity_id uuid, OUT contact_id uuid, OUT blocked boolean, OUT made boolean)
LANGUAGE plpgsql AS $$
DECLARE
  k identity_kind := (item->>'identityKind')::identity_kind;
  v text := item->>'identityValue';
BEGIN
  made := false;
  SELECT i.id, i.contact_id, c.blocked_at IS NOT NULL INTO identity_id, contact_id, blocked
    FROM identities i JOIN contacts c ON c.id = i.contact_id WHERE i.kind = k AND i.value = v;
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
  SELECT i.id, i.contact_id, c.blocked_at IS NOT NULL INTO identity_id, contact_id, blocked
    FROM identities i JOIN contacts c ON c.id = i.contact_id WHERE i.kind = k AND i.value = v;
END $$;

-- Finds and locks the conversation the message belongs to: the one not closed, else one closed within reopenDays
-- (reopened), else a new one that names the last one as its previous.
CREATE FUNCTION intake_conversation(item jsonb, p_identity uuid, p_contact uuid, OUT conversation conversations, OUT reason text)
LANGUAGE plpgsql AS $$
DECLARE
  ch uuid := (item->>'channelId')::uuid;
  moment timestamptz := (item->>'at')::timestamptz;
  last conversations;
BEGIN
  LOOP
    SELECT * INTO conversation FROM conversations c
      WHERE c.channel_id = ch AND c.identity_id = p_identity AND c.status <> 'closed' FOR UPDATE;
    IF FOUND THEN reason := 'open conversation'; RETURN; END IF;
    SELECT * INTO last FROM conversations c WHERE c.contact_id = p_contact AND c.channel_id = ch AND c.identity_id = p_identity
      ORDER BY c.created_at DESC LIMIT 1 FOR UPDATE;
    -- Somebody may have reopened it while we waited for its lock.
    CONTINUE WHEN FOUND AND last.status <> 'closed';
    IF last.id IS NOT NULL AND last.closed_at > moment - make_interval(days => (item->>'reopenDays')::int) THEN
      BEGIN
        UPDATE conversations c SET status = 'open', closed_at = NULL WHERE c.id = last.id RETURNING * INTO conversation;
      EXCEPTION WHEN unique_violation THEN
        -- Another one was opened, or came with a sign-in, while we waited for the lock: it is found now.
        CONTINUE;
      END;
      conversation.status := 'closed';
      reason := 'reopened';
      RETURN;
    END IF;
    INSERT INTO conversations (id, brand_id, channel_id, contact_id, identity_id, topic, form_answers, last_message_at, created_at, previous_id)
      VALUES ((item->>'conversationId')::uuid, (item->>'brandId')::uuid, ch, p_contact, p_identity, item->>'topic',
              coalesce(item->'form', '{}'), moment, moment, last.id)
      ON CONFLICT (channel_id, identity_id) WHERE status <> 'closed' DO NOTHING
      RETURNING * INTO conversation;
    IF FOUND THEN reason := 'new'; RETURN; END IF;
  END LOOP;
END $$;

CREATE FUNCTION intake_message(item jsonb, OUT outcome text, OUT message_id uuid, OUT conversation_id uuid, OUT contact_id uuid, OUT seq int, OUT opened boolean)
LANGUAGE plpgsql AS $$
DECLARE
  ch uuid := (item->>'channelId')::uuid;
  moment timestamptz := (item->>'at')::timestamptz;
  who record;
  target record;
  conv conversations;
  files int := coalesce(jsonb_array_length(item->'attachmentIds'), 0);
BEGIN
  opened := false;
  SELECT 'duplicate', m.id, m.conversation_id, m.contact_id, m.seq INTO outcome, message_id, conversation_id, contact_id, seq
    FROM messages m WHERE m.channel_id = ch AND m.external_id = item->>'externalId';
  IF FOUND THEN RETURN; END IF;

  who := intake_identity(item);
  IF who.blocked THEN outcome := 'blocked'; contact_id := who.contact_id; RETURN; END IF;

  target := intake_conversation(item, who.identity_id, who.contact_id);
  conv := target.conversation;
  opened := target.reason = 'new';
  INSERT INTO messages AS m (id, conversation_id, seq, kind, channel_id, external_id, contact_id, body, thread_reason, created_at)
    VALUES ((item->>'messageId')::uuid, conv.id, conv.last_seq + 1, 'inbound', ch, item->>'externalId', who.contact_id,
            item->>'body', target.reason, moment)
    ON CONFLICT (channel_id, external_id) DO NOTHING;
  IF NOT FOUND THEN
    SELECT 'duplicate', m.id, m.conversation_id, m.contact_id, m.seq INTO outcome, message_id, conversation_id, contact_id, seq
      FROM messages m WHERE m.channel_id = ch AND m.external_id = item->>'externalId';
    opened := false;
    RETURN;
  END IF;
  outcome := 'stored'; message_id := (item->>'messageId')::uuid; conversation_id := conv.id;
  contact_id := who.contact_id; seq := conv.last_seq + 1;

  UPDATE conversations c SET
      last_seq = conv.last_seq + 1, last_message_at = moment, last_message_text = item->>'preview', last_message_kind = 'inbound',
      waiting_since = coalesce(c.waiting_since, moment), unread_count = c.unread_count + 1, status = 'open',
      snoozed_until = NULL, contact_seen_seq = conv.last_seq + 1, contact_delivered_seq = conv.last_seq + 1
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
  PERFORM intake_events(item, who.made, opened, conv, intake_message.contact_id, intake_message.seq);
END $$;

-- What happened, in the order it happened; the contact is stamped as seen.
CREATE FUNCTION intake_events(item jsonb, contact_made boolean, opened boolean, conv conversations, p_contact uuid, p_seq int)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  brand uuid := (item->>'brandId')::uuid;
  moment timestamptz := (item->>'at')::timestamptz;
BEGIN
  IF contact_made THEN
    INSERT INTO events (type, at, brand_id, contact_id) VALUES ('contact.created', moment, brand, p_contact);
  ELSE
    UPDATE contacts c SET last_seen_at = moment WHERE c.id = p_contact AND (c.last_seen_at IS NULL OR c.last_seen_at < moment - interval '1 minute');
  END IF;
  IF opened THEN
    INSERT INTO events (type, at, brand_id, conversation_id, contact_id)
      VALUES ('conversation.opened', moment, brand, conv.id, p_contact);
  ELSIF conv.status <> 'open' THEN
    INSERT INTO events (type, at, brand_id, conversation_id, contact_id, data)
      VALUES ('conversation.status_changed', moment, brand, conv.id, p_contact,
              jsonb_build_object('from', conv.status, 'to', 'open', 'by', 'contact'));
  END IF;
  INSERT INTO events (type, at, brand_id, conversation_id, contact_id, data)
    VALUES ('message.added', moment, brand, conv.id, p_contact,
            jsonb_build_object('messageId', item->>'messageId', 'kind', 'inbound', 'seq', p_seq));
END $$;

-- A batch of a tick in one commit; the caller orders items by identity, so that two batches cannot wait for each other.
CREATE FUNCTION intake_messages(items jsonb)
RETURNS TABLE (n int, outcome text, message_id uuid, conversation_id uuid, contact_id uuid, seq int, opened boolean)
LANGUAGE sql VOLATILE AS $$
  SELECT i.ordinality::int, r.* FROM jsonb_array_elements(items) WITH ORDINALITY i, LATERAL intake_message(i.value) r
$$;
