-- When more come than can be served: customers are told before they write, and the queue is served before others.
ALTER TABLE queues
  ADD COLUMN crisis_since timestamptz(3),
  -- What customers are told; kept for the next time.
  ADD COLUMN crisis_text text NOT NULL DEFAULT '',
  -- The class it is served in meanwhile; null: its own.
  ADD COLUMN crisis_class smallint CHECK (crisis_class BETWEEN 1 AND 9);
