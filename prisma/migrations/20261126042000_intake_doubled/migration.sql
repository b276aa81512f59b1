-- A copy of a message that waited while the first was stored, and its conversation closed, opened the conversation again
-- or left an empty one behind. Now a copy changes nothing, whenever it comes.
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
    -- Another copy of the message may have been stored, and its conversation closed, while we waited.
    IF EXISTS (SELECT 1 FROM messages m WHERE m.channel_id = ch AND m.external_id = item->>'externalId') THEN
      reason := 'duplicate'; RETURN;
    END IF;
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
  opened := coalesce(conv.id = (item->>'conversationId')::uuid, false);
  INSERT INTO messages AS m (id, conversation_id, seq, kind, channel_id, external_id, contact_id, body, thread_reason, created_at)
    SELECT (item->>'messageId')::uuid, conv.id, conv.last_seq + 1, 'inbound', ch, item->>'externalId', who.contact_id,
           item->>'body', target.reason, moment
     WHERE target.reason <> 'duplicate'
    ON CONFLICT (channel_id, external_id) DO NOTHING;
  IF NOT FOUND THEN
    -- Nothing stays of what was opened for it, or opened again.
    IF opened THEN
      DELETE FROM conversations c WHERE c.id = conv.id;
    ELSIF conv.status = 'closed' THEN
      UPDATE conversations c SET status = 'closed', closed_at = conv.closed_at WHERE c.id = conv.id;
    END IF;
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
