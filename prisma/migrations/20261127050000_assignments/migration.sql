-- Who had a conversation, from when until when: handling time, concurrency and transfers are counted from it.
CREATE TYPE assignment_outcome AS ENUM ('closed', 'parked', 'transferred', 'released');
CREATE TABLE assignments (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  conversation_id uuid NOT NULL REFERENCES conversations(id) ON DELETE CASCADE,
  agent_id uuid NOT NULL REFERENCES agents(id),
  queue_id uuid NOT NULL REFERENCES queues(id),
  channel_id uuid NOT NULL REFERENCES channels(id),
  started_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  -- Closed; put aside to come back; given to somebody else, or back to a queue.
  outcome assignment_outcome,
  CHECK ((ended_at IS NULL) = (outcome IS NULL)),
  CHECK (started_at <= ended_at)
);
CREATE UNIQUE INDEX assignments_one_open ON assignments (conversation_id) WHERE ended_at IS NULL;
CREATE INDEX assignments_conversation_id_idx ON assignments (conversation_id, started_at);
CREATE INDEX assignments_agent_id_idx ON assignments (agent_id, ended_at);
CREATE INDEX assignments_queue_id_idx ON assignments (queue_id, ended_at);

-- Held by the lock of the conversation's row, which every change of these columns takes.
CREATE FUNCTION conversation_assignment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  queue uuid;
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.assignee_id IS NOT NULL AND OLD.status = 'open' THEN
    UPDATE assignments SET ended_at = greatest(now(), started_at), outcome = CASE
        WHEN NEW.assignee_id IS DISTINCT FROM OLD.assignee_id AND NEW.assignee_id IS NOT NULL THEN 'transferred'
        WHEN NEW.status = 'closed' THEN 'closed'
        WHEN NEW.assignee_id IS NULL THEN 'released'
        ELSE 'parked' END::assignment_outcome
      WHERE conversation_id = NEW.id AND ended_at IS NULL;
  END IF;
  IF NEW.assignee_id IS NULL OR NEW.status <> 'open' THEN RETURN NULL; END IF;
  SELECT coalesce(NEW.queue_id, h.queue_id) INTO queue FROM channels h WHERE h.id = NEW.channel_id;
  INSERT INTO assignments (conversation_id, agent_id, queue_id, channel_id, started_at)
    VALUES (NEW.id, NEW.assignee_id, queue, NEW.channel_id,
            -- Two of one conversation never overlap, whatever a clock says.
            greatest(now(), (SELECT max(a.ended_at) FROM assignments a WHERE a.conversation_id = NEW.id)));
  RETURN NULL;
END $$;
CREATE TRIGGER conversation_assignment_new AFTER INSERT ON conversations FOR EACH ROW
  WHEN (NEW.assignee_id IS NOT NULL AND NEW.status = 'open') EXECUTE FUNCTION conversation_assignment();
CREATE TRIGGER conversation_assignment AFTER UPDATE OF status, assignee_id ON conversations FOR EACH ROW
  WHEN ((CASE WHEN OLD.status = 'open' THEN OLD.assignee_id END)
        IS DISTINCT FROM (CASE WHEN NEW.status = 'open' THEN NEW.assignee_id END))
  EXECUTE FUNCTION conversation_assignment();

-- Those that somebody has now: since their last answer to the queue, as far as that is known.
INSERT INTO assignments (conversation_id, agent_id, queue_id, channel_id, started_at)
  SELECT c.id, c.assignee_id, coalesce(c.queue_id, h.queue_id), c.channel_id,
         coalesce((SELECT max(e.left_at) FROM queue_entries e WHERE e.conversation_id = c.id AND e.agent_id = c.assignee_id), now())
    FROM conversations c JOIN channels h ON h.id = c.channel_id
   WHERE c.status = 'open' AND c.assignee_id IS NOT NULL;
