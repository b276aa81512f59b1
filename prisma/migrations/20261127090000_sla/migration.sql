-- What customers are promised: within how long the first answer, each further one, and the end.
CREATE TABLE sla_policies (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  brand_id uuid NOT NULL REFERENCES brands(id),
  place smallint NOT NULL,
  name text NOT NULL,
  active boolean NOT NULL DEFAULT true,
  -- As those of routing rules; none: every conversation.
  conditions jsonb NOT NULL DEFAULT '[]',
  first_response_seconds integer CHECK (first_response_seconds BETWEEN 60 AND 31536000),
  next_response_seconds integer CHECK (next_response_seconds BETWEEN 60 AND 31536000),
  resolution_seconds integer CHECK (resolution_seconds BETWEEN 60 AND 31536000),
  -- Counted while it is open; otherwise around the clock.
  business_time boolean NOT NULL DEFAULT true,
  -- When so much of the time is used somebody is warned.
  warn_percent smallint NOT NULL DEFAULT 75 CHECK (warn_percent BETWEEN 1 AND 99),
  CHECK (coalesce(first_response_seconds, next_response_seconds, resolution_seconds) IS NOT NULL)
);
CREATE INDEX sla_policies_brand_id_idx ON sla_policies (brand_id, place);
ALTER TABLE brands ADD COLUMN sla_version integer NOT NULL DEFAULT 0;

CREATE TYPE sla_kind AS ENUM ('first_response', 'next_response', 'resolution');
CREATE TYPE sla_outcome AS ENUM ('met', 'breached', 'withdrawn');

CREATE TABLE sla_clocks (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  conversation_id uuid NOT NULL REFERENCES conversations(id) ON DELETE CASCADE,
  policy_id uuid REFERENCES sla_policies(id) ON DELETE SET NULL,
  kind sla_kind NOT NULL,
  started_at timestamptz(3) NOT NULL,
  target_seconds integer NOT NULL,
  -- Of the time that counts, before it runs now; and since when it does (null: it is paused, or over).
  used_seconds double precision NOT NULL DEFAULT 0,
  running_since timestamptz(3),
  warn_at timestamptz(3),
  due_at timestamptz(3),
  warned_at timestamptz(3),
  breached_at timestamptz(3),
  ended_at timestamptz(3),
  outcome sla_outcome,
  -- When something is to happen that nobody does.
  next_at timestamptz(3),
  CHECK ((ended_at IS NULL) = (outcome IS NULL)),
  CHECK (ended_at IS NULL OR running_since IS NULL),
  CHECK (running_since IS NOT NULL OR next_at IS NULL),
  CHECK (running_since IS NULL OR due_at IS NOT NULL)
);
CREATE UNIQUE INDEX sla_clocks_one_open ON sla_clocks (conversation_id, kind) WHERE ended_at IS NULL;
CREATE INDEX sla_clocks_conversation_id_idx ON sla_clocks (conversation_id, started_at);
CREATE INDEX sla_clocks_policy_id_idx ON sla_clocks (policy_id);
CREATE INDEX sla_clocks_next ON sla_clocks (next_at) WHERE next_at IS NOT NULL;

-- The soonest of its clocks that run; the inbox is put in order by it.
ALTER TABLE conversations ADD COLUMN due_at timestamptz(3);
CREATE INDEX conversations_all_due ON conversations (status, (coalesce(due_at, 'infinity')), id) WHERE status <> 'closed';

-- How a conversation stood at a moment, for its clocks; each is looked at once, in order, and then gone.
CREATE TABLE sla_changes (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  conversation_id uuid NOT NULL REFERENCES conversations(id) ON DELETE CASCADE,
  at timestamptz(3) NOT NULL DEFAULT now(),
  status conversation_status NOT NULL,
  waiting_since timestamptz(3),
  first_reply_at timestamptz(3),
  -- The last word is the centre's.
  answered boolean NOT NULL
);
CREATE INDEX sla_changes_conversation_id_idx ON sla_changes (conversation_id, id);

-- A brand without policies pays one look at an empty index.
CREATE FUNCTION conversation_sla() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO sla_changes (conversation_id, status, waiting_since, first_reply_at, answered)
    SELECT NEW.id, NEW.status, NEW.waiting_since, NEW.first_reply_at, NEW.last_message_kind = 'outbound'
     WHERE EXISTS (SELECT 1 FROM sla_policies p WHERE p.brand_id = NEW.brand_id);
  RETURN NULL;
END $$;
CREATE TRIGGER conversation_sla_new AFTER INSERT ON conversations FOR EACH ROW
  WHEN (NEW.status <> 'closed') EXECUTE FUNCTION conversation_sla();
CREATE TRIGGER conversation_sla AFTER UPDATE OF status, waiting_since, first_reply_at, queue_id, priority, last_message_kind
  ON conversations FOR EACH ROW
  WHEN (OLD.status <> NEW.status OR OLD.waiting_since IS DISTINCT FROM NEW.waiting_since
        OR OLD.first_reply_at IS DISTINCT FROM NEW.first_reply_at OR OLD.queue_id IS DISTINCT FROM NEW.queue_id
        OR OLD.priority <> NEW.priority OR OLD.last_message_kind <> NEW.last_message_kind)
  EXECUTE FUNCTION conversation_sla();

-- Has the clocks of a brand's open conversations counted anew.
CREATE FUNCTION recount_sla(p_brand uuid) RETURNS void LANGUAGE sql AS $$
  INSERT INTO sla_changes (conversation_id, status, waiting_since, first_reply_at, answered)
    SELECT c.id, c.status, c.waiting_since, c.first_reply_at, c.last_message_kind = 'outbound'
      FROM conversations c
     WHERE c.brand_id = p_brand AND c.status IN ('open', 'pending', 'snoozed')
       AND (EXISTS (SELECT 1 FROM sla_policies p WHERE p.brand_id = p_brand)
            OR EXISTS (SELECT 1 FROM sla_clocks k WHERE k.conversation_id = c.id AND k.ended_at IS NULL))
$$;

-- Whoever changes hours changes what is due.
CREATE FUNCTION hours_sla() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'brands' THEN PERFORM recount_sla(NEW.id);
  ELSE PERFORM recount_sla(NEW.brand_id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER brand_sla AFTER UPDATE OF hours, holidays, time_zone ON brands FOR EACH ROW
  WHEN ((OLD.hours, OLD.holidays, OLD.time_zone) IS DISTINCT FROM (NEW.hours, NEW.holidays, NEW.time_zone))
  EXECUTE FUNCTION hours_sla();
CREATE TRIGGER opening_hours_sla AFTER UPDATE OF hours, holidays, time_zone ON opening_hours FOR EACH ROW
  WHEN ((OLD.hours, OLD.holidays, OLD.time_zone) IS DISTINCT FROM (NEW.hours, NEW.holidays, NEW.time_zone))
  EXECUTE FUNCTION hours_sla();
CREATE TRIGGER queue_sla AFTER UPDATE OF hours_id ON queues FOR EACH ROW
  WHEN (OLD.hours_id IS DISTINCT FROM NEW.hours_id) EXECUTE FUNCTION hours_sla();
CREATE TRIGGER channel_sla AFTER UPDATE OF hours_id, queue_id ON channels FOR EACH ROW
  WHEN ((OLD.hours_id, OLD.queue_id) IS DISTINCT FROM (NEW.hours_id, NEW.queue_id)) EXECUTE FUNCTION hours_sla();

-- What a customer wrote at the beginning, for rules that look for words.
CREATE FUNCTION words_of(p_conversation uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT concat_ws(' ', c.subject, (
           SELECT string_agg(left(m.body, 4000), ' ' ORDER BY m.seq) FROM messages m
            WHERE m.conversation_id = c.id AND m.seq <= 5 AND m.kind = 'inbound'))
    FROM conversations c WHERE c.id = p_conversation
$$;
