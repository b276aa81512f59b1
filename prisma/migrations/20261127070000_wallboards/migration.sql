-- A screen on the wall that needs no keyboard: whoever has its link sees these queues, until the link is taken back.
CREATE TABLE wallboards (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  brand_id uuid NOT NULL REFERENCES brands(id),
  name text NOT NULL,
  -- Empty: each queue of the brand.
  queue_ids uuid[] NOT NULL DEFAULT '{}',
  amber_seconds integer NOT NULL DEFAULT 60 CHECK (amber_seconds BETWEEN 1 AND 86400),
  red_seconds integer NOT NULL DEFAULT 120 CHECK (red_seconds BETWEEN 1 AND 86400),
  sound boolean NOT NULL DEFAULT false,
  token_hash text NOT NULL,
  token_sealed text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  CHECK (amber_seconds < red_seconds)
);
CREATE UNIQUE INDEX wallboards_token_hash_key ON wallboards (token_hash);
CREATE INDEX wallboards_brand_id_idx ON wallboards (brand_id);
