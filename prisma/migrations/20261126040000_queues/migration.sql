-- Every waiting conversation stands in a queue. Which one: its own when somebody moved it, else that of its channel.
CREATE TABLE queues (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  brand_id uuid NOT NULL REFERENCES brands(id),
  name text NOT NULL,
  is_default boolean NOT NULL DEFAULT false,
  everyone boolean NOT NULL DEFAULT false,
  priority_class smallint NOT NULL DEFAULT 5 CHECK (priority_class BETWEEN 1 AND 9),
  target_percent smallint NOT NULL DEFAULT 80 CHECK (target_percent BETWEEN 1 AND 100),
  target_seconds integer NOT NULL DEFAULT 120 CHECK (target_seconds BETWEEN 1 AND 2592000),
  formula text NOT NULL DEFAULT 'SL6' CHECK (formula IN ('SL1', 'SL2', 'SL3', 'SL4', 'SL5', 'SL6')),
  short_abandon_seconds integer NOT NULL DEFAULT 5 CHECK (short_abandon_seconds >= 0),
  ageing_seconds integer CHECK (ageing_seconds BETWEEN 10 AND 86400),
  offer_timeout_seconds integer NOT NULL DEFAULT 30 CHECK (offer_timeout_seconds BETWEEN 5 AND 600),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  archived_at timestamptz(3),
  CHECK (short_abandon_seconds < target_seconds),
  CHECK (NOT (is_default AND archived_at IS NOT NULL))
);
CREATE UNIQUE INDEX queues_brand_id_name_key ON queues (brand_id, name);
CREATE UNIQUE INDEX queues_one_default ON queues (brand_id) WHERE is_default;

CREATE TABLE queue_teams (
  queue_id uuid NOT NULL REFERENCES queues(id) ON DELETE CASCADE,
  team_id uuid NOT NULL REFERENCES teams(id) ON DELETE CASCADE,
  proficiency smallint NOT NULL DEFAULT 3 CHECK (proficiency BETWEEN 1 AND 5),
  PRIMARY KEY (queue_id, team_id)
);
CREATE INDEX queue_teams_team_id_idx ON queue_teams (team_id);

CREATE TABLE queue_agents (
  queue_id uuid NOT NULL REFERENCES queues(id) ON DELETE CASCADE,
  agent_id uuid NOT NULL REFERENCES agents(id) ON DELETE CASCADE,
  proficiency smallint NOT NULL DEFAULT 3 CHECK (proficiency BETWEEN 1 AND 5),
  PRIMARY KEY (queue_id, agent_id)
);
CREATE INDEX queue_agents_agent_id_idx ON queue_agents (agent_id);

-- Who works a queue, with their proficiency there: named themselves, by a team, or as everybody; named themselves counts
-- first, then the best of their teams. Only who works here and sees the queue's brand.
CREATE VIEW queue_members AS
  SELECT q.id AS queue_id, a.id AS agent_id,
         coalesce(own.proficiency, team.proficiency, 3)::smallint AS proficiency
    FROM queues q
    JOIN agents a ON a.active
    LEFT JOIN queue_agents own ON own.queue_id = q.id AND own.agent_id = a.id
    LEFT JOIN LATERAL (
      SELECT max(t.proficiency) AS proficiency FROM queue_teams t JOIN team_members m ON m.team_id = t.team_id
       WHERE t.queue_id = q.id AND m.agent_id = a.id
    ) team ON true
   WHERE (q.everyone OR own.agent_id IS NOT NULL OR team.proficiency IS NOT NULL)
     AND (NOT EXISTS (SELECT 1 FROM agent_brands b WHERE b.agent_id = a.id)
          OR EXISTS (SELECT 1 FROM agent_brands b WHERE b.agent_id = a.id AND b.brand_id = q.brand_id));

-- A brand without a queue would have conversations that stand nowhere.
CREATE FUNCTION brand_queue() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO queues (brand_id, name, is_default, everyone)
    VALUES (NEW.id, CASE WHEN NEW.locale LIKE 'de%' THEN 'Allgemein' ELSE 'General' END, true, true);
  RETURN NULL;
END $$;
CREATE TRIGGER brand_queue AFTER INSERT ON brands FOR EACH ROW EXECUTE FUNCTION brand_queue();
INSERT INTO queues (brand_id, name, is_default, everyone)
  SELECT id, CASE WHEN locale LIKE 'de%' THEN 'Allgemein' ELSE 'General' END, true, true FROM brands;

ALTER TABLE channels ADD COLUMN queue_id uuid REFERENCES queues(id);
UPDATE channels c SET queue_id = q.id FROM queues q WHERE q.brand_id = c.brand_id AND q.is_default;
CREATE INDEX channels_queue_id_idx ON channels (queue_id);
CREATE FUNCTION channel_queue() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.queue_id IS NULL THEN
    SELECT q.id INTO NEW.queue_id FROM queues q WHERE q.brand_id = NEW.brand_id AND q.is_default;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER channel_queue BEFORE INSERT OR UPDATE OF queue_id ON channels FOR EACH ROW EXECUTE FUNCTION channel_queue();

-- Null while the channel's own queue serves it. Not validated: every row that is there has none.
ALTER TABLE conversations ADD COLUMN queue_id uuid;
ALTER TABLE conversations ADD CONSTRAINT conversations_queue_id_fkey
  FOREIGN KEY (queue_id) REFERENCES queues(id) ON DELETE SET NULL NOT VALID;

CREATE TYPE queue_outcome AS ENUM ('answered', 'abandoned', 'flowed_out', 'withdrawn');

-- One wait of a conversation in one queue.
CREATE TABLE queue_entries (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  conversation_id uuid NOT NULL REFERENCES conversations(id) ON DELETE CASCADE,
  queue_id uuid NOT NULL REFERENCES queues(id),
  channel_id uuid NOT NULL REFERENCES channels(id),
  -- When it came to this queue, and since when the customer has been waiting in any.
  entered_at timestamptz(3) NOT NULL,
  waiting_since timestamptz(3) NOT NULL,
  left_at timestamptz(3),
  outcome queue_outcome,
  agent_id uuid REFERENCES agents(id),
  CHECK ((left_at IS NULL) = (outcome IS NULL)),
  CHECK (waiting_since <= entered_at AND (left_at IS NULL OR entered_at <= left_at))
);
CREATE UNIQUE INDEX queue_entries_one_live ON queue_entries (conversation_id) WHERE left_at IS NULL;
CREATE INDEX queue_entries_waiting ON queue_entries (queue_id, waiting_since) WHERE left_at IS NULL;
CREATE INDEX queue_entries_conversation_id_idx ON queue_entries (conversation_id, entered_at);
CREATE INDEX queue_entries_queue_id_left_at_idx ON queue_entries (queue_id, left_at);

-- Ends the wait that is under way, if there is one. Moments of a clock that was set back do not make it end before it began.
CREATE FUNCTION leave_queue(p_conversation uuid, p_outcome queue_outcome, p_agent uuid) RETURNS queue_entries LANGUAGE sql AS $$
  UPDATE queue_entries SET left_at = greatest(now(), entered_at), outcome = p_outcome, agent_id = p_agent
   WHERE conversation_id = p_conversation AND left_at IS NULL RETURNING *
$$;

-- A conversation waits while it is open, nobody has it and the customer waits for an answer. Held by its row's lock,
-- which every change of these columns takes.
CREATE FUNCTION conversation_queue() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  live queue_entries;
  target uuid;
  by_agent uuid := NEW.assignee_id;
  moment timestamptz := NEW.waiting_since;
BEGIN
  IF NEW.status <> 'open' OR NEW.assignee_id IS NOT NULL OR NEW.waiting_since IS NULL THEN
    IF by_agent IS NULL AND NEW.last_message_kind = 'outbound' THEN
      SELECT m.agent_id INTO by_agent FROM messages m WHERE m.conversation_id = NEW.id AND m.seq = NEW.last_seq;
    END IF;
    PERFORM leave_queue(NEW.id, CASE
      WHEN by_agent IS NOT NULL THEN 'answered'::queue_outcome
      WHEN NEW.status = 'closed' AND current_setting('switchboard.by_customer', true) = 'yes' THEN 'abandoned'
      ELSE 'withdrawn' END, by_agent);
    RETURN NULL;
  END IF;
  -- The lock waits for whoever puts the queue away in this moment.
  SELECT CASE WHEN q.archived_at IS NULL THEN q.id ELSE d.id END INTO target
    FROM queues q JOIN queues d ON d.brand_id = q.brand_id AND d.is_default
   WHERE q.id = coalesce(NEW.queue_id, (SELECT c.queue_id FROM channels c WHERE c.id = NEW.channel_id))
     FOR KEY SHARE OF q;
  SELECT * INTO live FROM queue_entries e WHERE e.conversation_id = NEW.id AND e.left_at IS NULL;
  IF live.queue_id = target THEN RETURN NULL; END IF;
  IF live.id IS NOT NULL THEN
    PERFORM leave_queue(NEW.id, 'flowed_out', NULL);
    moment := live.waiting_since;
  END IF;
  -- Two waits of one conversation never overlap: somebody may have had it in between.
  INSERT INTO queue_entries (conversation_id, queue_id, channel_id, waiting_since, entered_at)
    VALUES (NEW.id, target, NEW.channel_id, moment,
            greatest(moment, (SELECT max(e.left_at) FROM queue_entries e WHERE e.conversation_id = NEW.id)));
  RETURN NULL;
END $$;
CREATE TRIGGER conversation_queue_new AFTER INSERT ON conversations FOR EACH ROW
  WHEN (NEW.status = 'open' AND NEW.assignee_id IS NULL AND NEW.waiting_since IS NOT NULL)
  EXECUTE FUNCTION conversation_queue();
CREATE TRIGGER conversation_queue AFTER UPDATE OF status, assignee_id, waiting_since, queue_id ON conversations FOR EACH ROW
  WHEN ((OLD.status, OLD.assignee_id, OLD.queue_id) IS DISTINCT FROM (NEW.status, NEW.assignee_id, NEW.queue_id)
        OR (OLD.waiting_since IS NULL) <> (NEW.waiting_since IS NULL))
  EXECUTE FUNCTION conversation_queue();

INSERT INTO queue_entries (conversation_id, queue_id, channel_id, entered_at, waiting_since)
  SELECT c.id, h.queue_id, c.channel_id, c.waiting_since, c.waiting_since
    FROM conversations c JOIN channels h ON h.id = c.channel_id
   WHERE c.status = 'open' AND c.assignee_id IS NULL AND c.waiting_since IS NOT NULL;
