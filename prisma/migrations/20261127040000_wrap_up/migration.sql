-- After a conversation of some queues the agent has time to finish it, and says what came of it.
ALTER TABLE queues
  ADD COLUMN wrap_up_seconds integer NOT NULL DEFAULT 0 CHECK (wrap_up_seconds BETWEEN 0 AND 3600),
  ADD COLUMN dispositions text[] NOT NULL DEFAULT '{}';
ALTER TABLE conversations ADD COLUMN disposition text;
ALTER TABLE presences
  ADD COLUMN wrap_until timestamptz(3),
  ADD COLUMN wrap_conversation_id uuid REFERENCES conversations(id) ON DELETE SET NULL;
CREATE INDEX presences_wrap ON presences (wrap_until) WHERE wrap_until IS NOT NULL;
CREATE INDEX presences_wrap_conversation_id_idx ON presences (wrap_conversation_id);

-- As before, and whoever is available but finishes what came before is in wrap-up, whatever else they still have.
CREATE OR REPLACE FUNCTION present(p_agent uuid, p_at timestamptz DEFAULT clock_timestamp()) RETURNS void LANGUAGE plpgsql AS $$
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
  ELSIF wanted = 'available' AND p.wrap_until > clock_timestamp() THEN
    wanted := 'wrap_up';
    SELECT r.id INTO reason FROM presence_reasons r WHERE r.state = 'wrap_up';
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
