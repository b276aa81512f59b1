-- Agents sit in groups, each with a senior agent whom they ask.
CREATE TABLE groups (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name text NOT NULL UNIQUE,
  senior_id uuid REFERENCES agents(id) ON DELETE SET NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX groups_senior_id_idx ON groups (senior_id);
ALTER TABLE agents ADD COLUMN group_id uuid REFERENCES groups(id) ON DELETE SET NULL;
CREATE INDEX agents_group_id_idx ON agents (group_id);

-- Each group and each queue has a room where its people ask each other.
CREATE TABLE rooms (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  group_id uuid UNIQUE REFERENCES groups(id) ON DELETE CASCADE,
  queue_id uuid UNIQUE REFERENCES queues(id) ON DELETE CASCADE,
  last_seq integer NOT NULL DEFAULT 0,
  CHECK ((group_id IS NULL) <> (queue_id IS NULL))
);
CREATE FUNCTION new_room() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'groups' THEN INSERT INTO rooms (group_id) VALUES (NEW.id);
  ELSE INSERT INTO rooms (queue_id) VALUES (NEW.id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER group_room AFTER INSERT ON groups FOR EACH ROW EXECUTE FUNCTION new_room();
CREATE TRIGGER queue_room AFTER INSERT ON queues FOR EACH ROW EXECUTE FUNCTION new_room();
INSERT INTO rooms (queue_id) SELECT id FROM queues;

CREATE TABLE room_messages (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  room_id uuid NOT NULL REFERENCES rooms(id) ON DELETE CASCADE,
  seq integer NOT NULL,
  agent_id uuid NOT NULL REFERENCES agents(id),
  -- Named by whoever sends: said again it is not said twice.
  client_id uuid NOT NULL,
  body text NOT NULL,
  -- What it is about.
  conversation_id uuid REFERENCES conversations(id) ON DELETE SET NULL,
  -- Calls for help; somebody comes once.
  help boolean NOT NULL DEFAULT false,
  answered_by_id uuid REFERENCES agents(id),
  answered_at timestamptz(3),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  UNIQUE (room_id, seq),
  UNIQUE (agent_id, client_id),
  CHECK ((answered_by_id IS NULL) = (answered_at IS NULL)),
  CHECK (help OR answered_by_id IS NULL)
);
CREATE INDEX room_messages_conversation_id_idx ON room_messages (conversation_id);
CREATE INDEX room_messages_answered_by_id_idx ON room_messages (answered_by_id);

CREATE TABLE room_reads (
  room_id uuid NOT NULL REFERENCES rooms(id) ON DELETE CASCADE,
  agent_id uuid NOT NULL REFERENCES agents(id) ON DELETE CASCADE,
  seq integer NOT NULL,
  PRIMARY KEY (room_id, agent_id)
);
CREATE INDEX room_reads_agent_id_idx ON room_reads (agent_id);

-- Who is at home in a room: those of the group and its senior, or who works the queue.
CREATE VIEW room_members AS
  SELECT r.id AS room_id, a.id AS agent_id
    FROM rooms r JOIN groups g ON g.id = r.group_id JOIN agents a ON a.active AND (a.group_id = g.id OR a.id = g.senior_id)
  UNION ALL
  SELECT r.id, m.agent_id
    FROM rooms r JOIN queues q ON q.id = r.queue_id AND q.archived_at IS NULL JOIN queue_members m ON m.queue_id = q.id;
