-- Who looked into a conversation that somebody else had: kept apart from the event log, which everybody of the brand follows.
CREATE TABLE looks (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  at timestamptz(3) NOT NULL DEFAULT now(),
  agent_id uuid NOT NULL REFERENCES agents(id),
  conversation_id uuid NOT NULL REFERENCES conversations(id) ON DELETE CASCADE,
  -- Whose it was.
  owner_id uuid NOT NULL REFERENCES agents(id),
  CHECK (agent_id <> owner_id)
);
CREATE INDEX looks_at_idx ON looks (at, id);
CREATE INDEX looks_conversation_id_idx ON looks (conversation_id, agent_id, at);
CREATE INDEX looks_agent_id_idx ON looks (agent_id);
CREATE INDEX looks_owner_id_idx ON looks (owner_id);
