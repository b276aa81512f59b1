-- When a figure crosses a threshold somebody is told, and something may be done.
CREATE TABLE alert_rules (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  brand_id uuid NOT NULL REFERENCES brands(id),
  -- Null: each queue of the brand.
  queue_id uuid REFERENCES queues(id),
  name text NOT NULL,
  active boolean NOT NULL DEFAULT true,
  metric text NOT NULL CHECK (metric IN ('oldest_waiting', 'waiting', 'service_level', 'abandon_rate', 'nobody_available',
    'volume', 'agent_over_limit', 'channel_down')),
  threshold double precision NOT NULL CHECK (threshold >= 0),
  -- It must be beyond for so long before it fires, and good again for so long before it is over: hysteresis.
  for_seconds integer NOT NULL DEFAULT 0 CHECK (for_seconds BETWEEN 0 AND 86400),
  clear_seconds integer NOT NULL DEFAULT 60 CHECK (clear_seconds BETWEEN 0 AND 86400),
  -- Minutes of the brand's day in which nobody is told; over midnight when the first is the later one.
  quiet_from smallint CHECK (quiet_from BETWEEN 0 AND 1439),
  quiet_to smallint CHECK (quiet_to BETWEEN 0 AND 1439),
  emails text[] NOT NULL DEFAULT '{}',
  webhook_url text,
  -- While it fires: the class the queue is served in, and a queue whose members help out.
  priority_class smallint CHECK (priority_class BETWEEN 1 AND 9),
  overflow_queue_id uuid REFERENCES queues(id),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  CHECK ((quiet_from IS NULL) = (quiet_to IS NULL)),
  CHECK (quiet_from <> quiet_to)
);
CREATE INDEX alert_rules_brand_id_idx ON alert_rules (brand_id);
CREATE INDEX alert_rules_queue_id_idx ON alert_rules (queue_id);
CREATE INDEX alert_rules_overflow_queue_id_idx ON alert_rules (overflow_queue_id);

-- What crossed it, from the first look until it was good for long enough. The log of what fired and why.
CREATE TABLE alerts (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  rule_id uuid NOT NULL REFERENCES alert_rules(id) ON DELETE CASCADE,
  -- The queue, agent or channel it is about.
  subject_id uuid NOT NULL,
  subject text NOT NULL,
  value double precision NOT NULL,
  worst double precision NOT NULL,
  began_at timestamptz(3) NOT NULL,
  -- Null while it is not beyond for long enough.
  fired_at timestamptz(3),
  good_since timestamptz(3),
  cleared_at timestamptz(3),
  -- Fired within quiet times: nobody was told.
  quiet boolean NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX alerts_one_open ON alerts (rule_id, subject_id) WHERE cleared_at IS NULL;
CREATE INDEX alerts_rule_id_idx ON alerts (rule_id, began_at);
CREATE INDEX alerts_fired_at_idx ON alerts (fired_at);
