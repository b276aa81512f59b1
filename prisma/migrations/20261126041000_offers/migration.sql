-- The router asks agents one by one. What they hold and are asked for weighs on them, and never more than they have room
-- for: whoever takes on work waits for the lock of the agent's row and counts again.
ALTER TABLE queues
  ADD COLUMN routed boolean NOT NULL DEFAULT false,
  ADD COLUMN min_proficiency smallint NOT NULL DEFAULT 1 CHECK (min_proficiency BETWEEN 1 AND 5),
  ADD COLUMN sticky_seconds integer NOT NULL DEFAULT 30 CHECK (sticky_seconds BETWEEN 0 AND 86400),
  ADD COLUMN decline_seconds integer NOT NULL DEFAULT 60 CHECK (decline_seconds BETWEEN 5 AND 86400),
  ADD COLUMN steps jsonb NOT NULL DEFAULT '[]';

-- What one conversation of a kind weighs, of the hundred units an agent usually has.
CREATE TABLE channel_weights (
  kind channel_kind PRIMARY KEY,
  units smallint NOT NULL CHECK (units BETWEEN 1 AND 100),
  exclusive boolean NOT NULL DEFAULT false,
  interruptible boolean NOT NULL DEFAULT false,
  interrupts boolean NOT NULL DEFAULT false
);
INSERT INTO channel_weights (kind, units, exclusive, interruptible, interrupts) VALUES
  ('chat', 25, false, false, false),
  ('sms', 15, false, true, false),
  ('email', 10, false, true, false),
  ('voice', 100, true, false, true);

-- Units that a conversation weighs on the agent who has it; 0 where its queue is not routed, and while it is not open.
ALTER TABLE conversations ADD COLUMN units smallint NOT NULL DEFAULT 0;
CREATE INDEX conversations_load ON conversations (assignee_id) WHERE units > 0;

CREATE TABLE agent_loads (
  agent_id uuid PRIMARY KEY REFERENCES agents(id) ON DELETE CASCADE,
  capacity smallint NOT NULL DEFAULT 100 CHECK (capacity BETWEEN 0 AND 1000),
  used integer NOT NULL DEFAULT 0 CHECK (used >= 0),
  used_interruptible integer NOT NULL DEFAULT 0 CHECK (used_interruptible BETWEEN 0 AND used),
  exclusive boolean NOT NULL DEFAULT false,
  idle_since timestamptz(3) NOT NULL DEFAULT now()
);
INSERT INTO agent_loads (agent_id) SELECT id FROM agents;
CREATE FUNCTION agent_load() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO agent_loads (agent_id) VALUES (NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER agent_load AFTER INSERT ON agents FOR EACH ROW EXECUTE FUNCTION agent_load();

CREATE TYPE offer_state AS ENUM ('open', 'accepted', 'declined', 'timed_out', 'withdrawn');

-- A conversation is offered to an agent, who accepts or not.
CREATE TABLE offers (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  entry_id uuid NOT NULL REFERENCES queue_entries(id) ON DELETE CASCADE,
  conversation_id uuid NOT NULL REFERENCES conversations(id) ON DELETE CASCADE,
  queue_id uuid NOT NULL REFERENCES queues(id),
  agent_id uuid NOT NULL REFERENCES agents(id),
  state offer_state NOT NULL DEFAULT 'open',
  units smallint NOT NULL CHECK (units > 0),
  offered_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  trace jsonb NOT NULL DEFAULT '{}',
  CHECK ((state = 'open') = (ended_at IS NULL)),
  CHECK (offered_at < expires_at)
);
CREATE UNIQUE INDEX offers_one_open ON offers (conversation_id) WHERE state = 'open';
-- One question at a time: what nobody sees would run out unseen.
CREATE UNIQUE INDEX offers_one_open_of_agent ON offers (agent_id) WHERE state = 'open';
CREATE INDEX offers_open_by_expiry ON offers (expires_at) WHERE state = 'open';
CREATE INDEX offers_conversation_id_idx ON offers (conversation_id, offered_at);
CREATE INDEX offers_agent_id_idx ON offers (agent_id, offered_at);

-- What weighs on an agent, but for one conversation; `work` counts whatever is asked or held.
CREATE FUNCTION load_without(p_agent uuid, p_conversation uuid, OUT used integer, OUT used_interruptible integer, OUT exclusive boolean)
LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(held.units), 0)::int, coalesce(sum(held.units) FILTER (WHERE w.interruptible), 0)::int,
         coalesce(bool_or(w.exclusive), false)
    FROM (SELECT c.units, c.channel_id FROM conversations c
           WHERE c.assignee_id = p_agent AND c.units > 0 AND c.id IS DISTINCT FROM p_conversation
          UNION ALL
          SELECT o.units, c.channel_id FROM offers o JOIN conversations c ON c.id = o.conversation_id
           WHERE o.agent_id = p_agent AND o.state = 'open' AND o.conversation_id IS DISTINCT FROM p_conversation) held
    JOIN channels h ON h.id = held.channel_id JOIN channel_weights w ON w.kind = h.kind
$$;

-- Puts a conversation of this weight on an agent, unless there is no room: the same rule as routing/decide/load.ts.
-- The agent's row stays locked until the transaction ends, so that two who add see each other.
CREATE FUNCTION take_load(p_agent uuid, p_conversation uuid, p_channel uuid, p_units integer) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  room integer;
  load record;
  w channel_weights;
BEGIN
  SELECT capacity INTO room FROM agent_loads WHERE agent_id = p_agent FOR UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  load := load_without(p_agent, p_conversation);
  SELECT x.* INTO w FROM channels h JOIN channel_weights x ON x.kind = h.kind WHERE h.id = p_channel;
  IF load.exclusive OR p_units > room THEN RETURN false; END IF;
  IF load.used > 0 AND NOT (w.interrupts AND load.used = load.used_interruptible)
     AND (w.exclusive OR load.used + p_units > room) THEN
    RETURN false;
  END IF;
  UPDATE agent_loads SET used = load.used + p_units,
      used_interruptible = load.used_interruptible + CASE WHEN w.interruptible THEN p_units ELSE 0 END,
      exclusive = load.exclusive OR w.exclusive, idle_since = now()
    WHERE agent_id = p_agent;
  RETURN true;
END $$;

CREATE FUNCTION lay_down_load(p_agent uuid, p_conversation uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  load record;
BEGIN
  PERFORM 1 FROM agent_loads WHERE agent_id = p_agent FOR UPDATE;
  load := load_without(p_agent, p_conversation);
  UPDATE agent_loads SET used = load.used, used_interruptible = load.used_interruptible, exclusive = load.exclusive,
      idle_since = now()
    WHERE agent_id = p_agent;
END $$;

-- Takes an open offer back, if there is one: the conversation went another way.
CREATE FUNCTION end_offer(p_conversation uuid, p_state offer_state) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  ended offers;
BEGIN
  UPDATE offers SET state = p_state, ended_at = greatest(now(), offered_at)
   WHERE conversation_id = p_conversation AND state = 'open' RETURNING * INTO ended;
  IF ended.id IS NULL THEN RETURN; END IF;
  PERFORM lay_down_load(ended.agent_id, NULL);
END $$;

-- Every screen of the agent hears of an offer and of its end, whoever ended it.
CREATE FUNCTION offer_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO events (type, at, brand_id, conversation_id, contact_id, agent_id, data)
    SELECT CASE NEW.state WHEN 'open' THEN 'offer.made' ELSE 'offer.ended' END, coalesce(NEW.ended_at, NEW.offered_at),
           c.brand_id, c.id, c.contact_id, NEW.agent_id, jsonb_build_object('offerId', NEW.id, 'state', NEW.state)
      FROM conversations c WHERE c.id = NEW.conversation_id;
  RETURN NULL;
END $$;
CREATE TRIGGER offer_event AFTER INSERT OR UPDATE OF state ON offers FOR EACH ROW EXECUTE FUNCTION offer_event();

-- Ends an offer that its agent does not want or did not answer; false when it had ended already.
CREATE FUNCTION refuse_offer(p_offer uuid, p_state offer_state) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  about uuid;
BEGIN
  -- The same order of locks as everybody's: conversation, then agent.
  SELECT o.conversation_id INTO about FROM offers o WHERE o.id = p_offer;
  PERFORM 1 FROM conversations c WHERE c.id = about FOR UPDATE;
  IF NOT EXISTS (SELECT 1 FROM offers o WHERE o.id = p_offer AND o.state = 'open') THEN RETURN false; END IF;
  PERFORM end_offer(about, p_state);
  RETURN true;
END $$;

-- Keeps what a conversation weighs on its agent. Nobody is given what they have no room for; a conversation that comes
-- back to an agent without room, or with a call, goes to its queue instead, where it is kept for them first.
CREATE FUNCTION conversation_load() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  was uuid := CASE WHEN TG_OP = 'UPDATE' AND OLD.units > 0 THEN OLD.assignee_id END;
  weight integer := 0;
BEGIN
  IF NEW.assignee_id IS NOT NULL AND NEW.status = 'open' THEN
    SELECT w.units INTO weight
      FROM channels h JOIN channel_weights w ON w.kind = h.kind JOIN queues q ON q.id = coalesce(NEW.queue_id, h.queue_id)
     WHERE h.id = NEW.channel_id AND q.routed;
    weight := coalesce(weight, 0);
    -- Whoever had it before the queue was routed goes on without its weight.
    IF TG_OP = 'UPDATE' AND OLD.assignee_id = NEW.assignee_id AND OLD.status = 'open' THEN weight := OLD.units; END IF;
  END IF;
  IF was = NEW.assignee_id AND weight = OLD.units THEN RETURN NEW; END IF;
  IF weight > 0 THEN
    -- The one who is being asked may be the one who takes it.
    UPDATE offers SET state = 'accepted', ended_at = greatest(now(), offered_at)
      WHERE conversation_id = NEW.id AND state = 'open' AND agent_id = NEW.assignee_id;
    IF NOT take_load(NEW.assignee_id, NEW.id, NEW.channel_id, weight) THEN
      IF TG_OP = 'UPDATE' AND OLD.assignee_id = NEW.assignee_id
         AND NOT (NEW.last_seq > OLD.last_seq AND NEW.last_message_kind = 'outbound') THEN
        NEW.assignee_id := NULL;
        NEW.waiting_since := coalesce(NEW.waiting_since, now());
        weight := 0;
        INSERT INTO events (type, brand_id, conversation_id, contact_id, data)
          VALUES ('conversation.assigned', NEW.brand_id, NEW.id, NEW.contact_id, jsonb_build_object('by', 'capacity',
                  'from', jsonb_build_object('agentId', OLD.assignee_id, 'teamId', OLD.team_id),
                  'to', jsonb_build_object('agentId', NULL, 'teamId', NEW.team_id), 'seq', NEW.last_seq));
      ELSE
        RAISE EXCEPTION 'no_room' USING ERRCODE = 'SB010';
      END IF;
    END IF;
  END IF;
  NEW.units := weight;
  IF was IS NOT NULL AND was IS DISTINCT FROM NEW.assignee_id OR was IS NOT NULL AND weight = 0 THEN
    PERFORM lay_down_load(was, NEW.id);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER conversation_load_new BEFORE INSERT ON conversations FOR EACH ROW
  WHEN (NEW.assignee_id IS NOT NULL) EXECUTE FUNCTION conversation_load();
CREATE TRIGGER conversation_load BEFORE UPDATE OF status, assignee_id ON conversations FOR EACH ROW
  WHEN ((OLD.status, OLD.assignee_id) IS DISTINCT FROM (NEW.status, NEW.assignee_id))
  EXECUTE FUNCTION conversation_load();

-- An offer lives as long as the wait that it would end.
CREATE FUNCTION entry_offer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM end_offer(NEW.conversation_id, 'withdrawn');
  RETURN NULL;
END $$;
CREATE TRIGGER entry_offer AFTER UPDATE OF left_at ON queue_entries FOR EACH ROW
  WHEN (OLD.left_at IS NULL AND NEW.left_at IS NOT NULL) EXECUTE FUNCTION entry_offer();

-- Offers a waiting conversation to an agent. Null when somebody else works on it in this moment, it waits no longer, it is
-- offered already, or the agent has no room any more: the next round looks again.
CREATE FUNCTION make_offer(p_conversation uuid, p_agent uuid, p_at timestamptz, p_seconds integer, p_trace jsonb)
RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  c conversations;
  e queue_entries;
  weight integer;
  made uuid;
BEGIN
  -- The same order of locks as everybody's: conversation, agent, wait.
  SELECT * INTO c FROM conversations WHERE id = p_conversation FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN RETURN NULL; END IF;
  SELECT * INTO e FROM queue_entries WHERE conversation_id = p_conversation AND left_at IS NULL;
  IF NOT FOUND OR EXISTS (SELECT 1 FROM offers o WHERE o.conversation_id = p_conversation AND o.state = 'open') THEN
    RETURN NULL;
  END IF;
  PERFORM 1 FROM agent_loads WHERE agent_id = p_agent FOR UPDATE;
  IF EXISTS (SELECT 1 FROM offers o WHERE o.agent_id = p_agent AND o.state = 'open') THEN RETURN NULL; END IF;
  SELECT w.units INTO weight FROM channels h JOIN channel_weights w ON w.kind = h.kind WHERE h.id = c.channel_id;
  IF NOT take_load(p_agent, p_conversation, c.channel_id, weight) THEN RETURN NULL; END IF;
  INSERT INTO offers (entry_id, conversation_id, queue_id, agent_id, units, offered_at, expires_at, trace)
    VALUES (e.id, c.id, e.queue_id, p_agent, weight, p_at, p_at + make_interval(secs => p_seconds), p_trace)
    RETURNING id INTO made;
  RETURN made;
END $$;
