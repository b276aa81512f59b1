-- What agents can do, beside the queues they serve: a language, a product, a certificate.
CREATE TABLE skills (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX skills_name ON skills (lower(name));
CREATE TABLE agent_skills (
  agent_id uuid NOT NULL REFERENCES agents(id) ON DELETE CASCADE,
  skill_id uuid NOT NULL REFERENCES skills(id) ON DELETE CASCADE,
  level smallint NOT NULL CHECK (level BETWEEN 1 AND 5),
  PRIMARY KEY (agent_id, skill_id)
);
CREATE INDEX agent_skills_skill_id_idx ON agent_skills (skill_id);

-- Which queue a new conversation of a brand comes to, when it is not that of its channel: the first rule that holds.
CREATE TABLE routing_rules (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  brand_id uuid NOT NULL REFERENCES brands(id),
  place smallint NOT NULL,
  name text NOT NULL,
  active boolean NOT NULL DEFAULT true,
  conditions jsonb NOT NULL,
  queue_id uuid NOT NULL REFERENCES queues(id),
  boost_seconds integer NOT NULL DEFAULT 0 CHECK (boost_seconds BETWEEN 0 AND 86400),
  skills jsonb NOT NULL DEFAULT '[]'
);
CREATE INDEX routing_rules_brand_id_idx ON routing_rules (brand_id, place);
CREATE INDEX routing_rules_queue_id_idx ON routing_rules (queue_id);
-- Goes up with every change of a brand's rules: of two who change them at once, the second is told.
ALTER TABLE brands ADD COLUMN rules_version integer NOT NULL DEFAULT 0;

-- What the rules said of a conversation. Until they have been asked (placed_at) it is offered to nobody.
CREATE TABLE placements (
  conversation_id uuid PRIMARY KEY REFERENCES conversations(id) ON DELETE CASCADE,
  placed_at timestamptz(3),
  rule_id uuid REFERENCES routing_rules(id) ON DELETE SET NULL,
  rule_name text,
  boost_seconds integer NOT NULL DEFAULT 0,
  skills jsonb NOT NULL DEFAULT '[]'
);
CREATE INDEX placements_open ON placements (conversation_id) WHERE placed_at IS NULL;
CREATE INDEX placements_rule_id_idx ON placements (rule_id);

-- A brand without rules pays one look at an empty index for a new conversation.
CREATE FUNCTION conversation_placement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO placements (conversation_id)
    SELECT NEW.id WHERE EXISTS (SELECT 1 FROM routing_rules r WHERE r.brand_id = NEW.brand_id AND r.active);
  RETURN NULL;
END $$;
CREATE TRIGGER conversation_placement AFTER INSERT ON conversations FOR EACH ROW
  WHEN (NEW.status = 'open' AND NEW.assignee_id IS NULL AND NEW.queue_id IS NULL)
  EXECUTE FUNCTION conversation_placement();
