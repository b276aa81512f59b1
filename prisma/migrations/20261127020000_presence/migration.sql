-- Presence: what every agent does now, and the log of it, from which occupancy, adherence and pay are counted.
CREATE TYPE presence_state AS ENUM ('available', 'busy', 'wrap_up', 'break', 'lunch', 'meeting', 'training', 'coaching',
  'other_work', 'custom', 'not_responding', 'offline');

-- Why somebody is in a state: one for each that is built in, and as many of the centre's own as it likes.
CREATE TABLE presence_reasons (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  state presence_state NOT NULL CHECK (state <> 'busy'),
  name text,
  paid boolean NOT NULL DEFAULT true,
  limit_minutes smallint CHECK (limit_minutes BETWEEN 1 AND 1440),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  archived_at timestamptz(3),
  CHECK ((state = 'custom') = (name IS NOT NULL)),
  CHECK (archived_at IS NULL OR state NOT IN ('available', 'wrap_up', 'not_responding', 'offline'))
);
CREATE UNIQUE INDEX presence_reasons_built_in ON presence_reasons (state) WHERE state <> 'custom';
CREATE UNIQUE INDEX presence_reasons_name ON presence_reasons (lower(name)) WHERE archived_at IS NULL;
INSERT INTO presence_reasons (state, paid, limit_minutes) VALUES
  ('available', true, NULL), ('wrap_up', true, NULL), ('break', true, 15), ('lunch', false, 45), ('meeting', true, 60),
  ('training', true, NULL), ('coaching', true, 45), ('other_work', true, NULL), ('not_responding', true, 5),
  ('offline', false, NULL);

-- What an agent chose or was set to, and whether a screen of theirs is connected.
CREATE TABLE presences (
  agent_id uuid PRIMARY KEY REFERENCES agents(id) ON DELETE CASCADE,
  reason_id uuid NOT NULL REFERENCES presence_reasons(id),
  -- Who set it, when it was not the agent, and what they said.
  by_id uuid REFERENCES agents(id),
  note text,
  -- Since when no screen is connected; null while one is. Some time after that the agent is gone.
  lost_at timestamptz(3) DEFAULT now(),
  gone boolean NOT NULL DEFAULT true,
  channels_off channel_kind[] NOT NULL DEFAULT '{}',
  CHECK (lost_at IS NOT NULL OR NOT gone)
);
CREATE INDEX presences_lost ON presences (lost_at) WHERE NOT gone AND lost_at IS NOT NULL;

-- Every state of every agent, one after the other; the one that has not ended is what they do now.
CREATE TABLE presence_intervals (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  agent_id uuid NOT NULL REFERENCES agents(id) ON DELETE CASCADE,
  state presence_state NOT NULL,
  reason_id uuid NOT NULL REFERENCES presence_reasons(id),
  started_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  by_id uuid REFERENCES agents(id),
  note text,
  CHECK (started_at <= ended_at)
);
CREATE UNIQUE INDEX presence_intervals_one_open ON presence_intervals (agent_id) WHERE ended_at IS NULL;
CREATE INDEX presence_intervals_agent_id_idx ON presence_intervals (agent_id, started_at);
CREATE INDEX presence_intervals_started_at_idx ON presence_intervals (started_at);

-- The processes of the hub that serve agents, and whose screens are connected to each.
CREATE TABLE hub_processes (
  id uuid PRIMARY KEY,
  seen_at timestamptz(3) NOT NULL
);
CREATE TABLE agent_links (
  agent_id uuid NOT NULL REFERENCES agents(id) ON DELETE CASCADE,
  process_id uuid NOT NULL REFERENCES hub_processes(id) ON DELETE CASCADE,
  PRIMARY KEY (agent_id, process_id)
);
CREATE INDEX agent_links_process_id_idx ON agent_links (process_id);

-- What an agent does now follows from what they chose, whether they are here, and what weighs on them. Whatever changes
-- one of these calls this, which begins a new interval when the answer is another; two who call it go one after the
-- other by the lock, and the second one reads what the first has written.
CREATE FUNCTION present(p_agent uuid, p_at timestamptz DEFAULT clock_timestamp()) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  p presences;
  was presence_intervals;
  wanted presence_state;
  reason uuid;
  moment timestamptz;
BEGIN
  SELECT * INTO p FROM presences WHERE agent_id = p_agent FOR UPDATE;
  IF NOT FOUND THEN RETURN; END IF;
  SELECT r.state INTO wanted FROM presence_reasons r WHERE r.id = p.reason_id;
  reason := p.reason_id;
  IF p.gone AND wanted <> 'offline' THEN
    wanted := 'offline';
    SELECT r.id INTO reason FROM presence_reasons r WHERE r.state = 'offline';
  ELSIF wanted = 'available' AND EXISTS (SELECT 1 FROM agent_loads l WHERE l.agent_id = p_agent AND l.used > 0) THEN
    wanted := 'busy';
  END IF;
  SELECT * INTO was FROM presence_intervals i WHERE i.agent_id = p_agent AND i.ended_at IS NULL;
  IF (was.state, was.reason_id, was.by_id, was.note) IS NOT DISTINCT FROM (wanted, reason, p.by_id, p.note) THEN RETURN; END IF;
  -- Intervals never overlap, whatever a clock says.
  moment := greatest(p_at, was.started_at);
  UPDATE presence_intervals SET ended_at = moment WHERE id = was.id;
  INSERT INTO presence_intervals (agent_id, state, reason_id, started_at, by_id, note)
    VALUES (p_agent, wanted, reason, moment, p.by_id, p.note);
  INSERT INTO events (type, agent_id, data)
    VALUES ('agent.changed', coalesce(p.by_id, p_agent), jsonb_build_object('agentId', p_agent, 'state', wanted));
END $$;

CREATE FUNCTION load_presence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM present(NEW.agent_id);
  RETURN NULL;
END $$;
CREATE TRIGGER load_presence AFTER UPDATE OF used ON agent_loads FOR EACH ROW
  WHEN ((OLD.used > 0) <> (NEW.used > 0)) EXECUTE FUNCTION load_presence();

-- Somebody new is available as soon as they come; until then they are offline.
CREATE FUNCTION agent_presence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO presences (agent_id, reason_id) SELECT NEW.id, r.id FROM presence_reasons r WHERE r.state = 'available';
  INSERT INTO presence_intervals (agent_id, state, reason_id, started_at)
    SELECT NEW.id, 'offline', r.id, now() FROM presence_reasons r WHERE r.state = 'offline';
  RETURN NULL;
END $$;
CREATE TRIGGER agent_presence AFTER INSERT ON agents FOR EACH ROW EXECUTE FUNCTION agent_presence();

INSERT INTO presences (agent_id, reason_id)
  SELECT a.id, r.id FROM agents a JOIN presence_reasons r ON r.state =
    CASE a.availability WHEN 'available' THEN 'available' WHEN 'busy' THEN 'other_work' ELSE 'break' END::presence_state;
INSERT INTO presence_intervals (agent_id, state, reason_id, started_at)
  SELECT a.id, 'offline', r.id, now() FROM agents a, presence_reasons r WHERE r.state = 'offline';
ALTER TABLE agents DROP COLUMN availability;
DROP TYPE availability;

-- A screen of the agent's is connected to a process.
CREATE FUNCTION gain_link(p_agent uuid, p_process uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO agent_links (agent_id, process_id) VALUES (p_agent, p_process) ON CONFLICT DO NOTHING;
  UPDATE presences SET lost_at = NULL, gone = false WHERE agent_id = p_agent AND lost_at IS NOT NULL;
  IF NOT FOUND THEN RETURN; END IF;
  INSERT INTO events (type, agent_id, data)
    VALUES ('agent.changed', p_agent, jsonb_build_object('agentId', p_agent, 'online', true));
  PERFORM present(p_agent);
END $$;

-- No screen of the agent's is connected to a process any more: it may have been the last one.
CREATE FUNCTION lose_link(p_agent uuid, p_process uuid, p_at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM agent_links WHERE agent_id = p_agent AND process_id = p_process;
  -- The next look at the links sees those of everybody who held this lock before.
  PERFORM 1 FROM presences WHERE agent_id = p_agent FOR UPDATE;
  IF EXISTS (SELECT 1 FROM agent_links WHERE agent_id = p_agent) THEN RETURN; END IF;
  UPDATE presences SET lost_at = p_at WHERE agent_id = p_agent AND lost_at IS NULL;
  IF NOT FOUND THEN RETURN; END IF;
  INSERT INTO events (type, agent_id, data)
    VALUES ('agent.changed', p_agent, jsonb_build_object('agentId', p_agent, 'online', false));
END $$;

-- A process says that it lives and whose screens are connected to it; whoever was connected to one that has not said so
-- for `p_dead` seconds is not, since it was last heard.
CREATE FUNCTION keep_links(p_process uuid, p_agents uuid[], p_dead integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  it record;
BEGIN
  INSERT INTO hub_processes (id, seen_at) VALUES (p_process, clock_timestamp())
    ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at;
  FOR it IN
    SELECT coalesce(a.id, l.agent_id) AS agent_id, a.id IS NOT NULL AS here
      FROM (SELECT x.id FROM agents x WHERE x.id = ANY(p_agents)) a
      FULL JOIN (SELECT x.agent_id FROM agent_links x WHERE x.process_id = p_process) l ON l.agent_id = a.id
     WHERE a.id IS NULL OR l.agent_id IS NULL ORDER BY 1
  LOOP
    IF it.here THEN PERFORM gain_link(it.agent_id, p_process);
    ELSE PERFORM lose_link(it.agent_id, p_process, clock_timestamp());
    END IF;
  END LOOP;
  FOR it IN
    SELECT h.id, h.seen_at FROM hub_processes h
     WHERE h.seen_at < clock_timestamp() - make_interval(secs => p_dead) FOR UPDATE SKIP LOCKED
  LOOP
    PERFORM lose_link(l.agent_id, it.id, it.seen_at)
      FROM (SELECT x.agent_id FROM agent_links x WHERE x.process_id = it.id ORDER BY 1) l;
    DELETE FROM hub_processes WHERE id = it.id;
  END LOOP;
END $$;

-- What goes back to its queue when the agent who has it is gone; the others keep it until they are back.
ALTER TABLE channel_weights ADD COLUMN reassign boolean NOT NULL DEFAULT false;
UPDATE channel_weights SET reassign = true WHERE kind IN ('chat', 'voice', 'sms');

-- As before, and what comes back to an agent who is gone goes to its queue, where its kind of channel asks for that.
CREATE OR REPLACE FUNCTION conversation_load() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  was uuid := CASE WHEN TG_OP = 'UPDATE' AND OLD.units > 0 THEN OLD.assignee_id END;
  weight integer := 0;
  comes_back boolean := TG_OP = 'UPDATE' AND OLD.assignee_id = NEW.assignee_id
                        AND NOT (NEW.last_seq > OLD.last_seq AND NEW.last_message_kind = 'outbound');
  away boolean := false;
BEGIN
  IF NEW.assignee_id IS NOT NULL AND NEW.status = 'open' THEN
    SELECT w.units, comes_back AND w.reassign AND EXISTS (
             SELECT 1 FROM presences p JOIN presence_reasons r ON r.id = p.reason_id
              WHERE p.agent_id = NEW.assignee_id AND (p.gone OR r.state = 'offline'))
      INTO weight, away
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
    IF away OR NOT take_load(NEW.assignee_id, NEW.id, NEW.channel_id, weight) THEN
      IF comes_back THEN
        NEW.assignee_id := NULL;
        NEW.waiting_since := coalesce(NEW.waiting_since, now());
        weight := 0;
        INSERT INTO events (type, brand_id, conversation_id, contact_id, data)
          VALUES ('conversation.assigned', NEW.brand_id, NEW.id, NEW.contact_id, jsonb_build_object(
                  'by', CASE WHEN away THEN 'presence' ELSE 'capacity' END,
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
