-- Opening hours of their own for queues and channels; others keep those of their brand.
CREATE TABLE opening_hours (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  brand_id uuid NOT NULL REFERENCES brands(id),
  name text NOT NULL,
  time_zone text NOT NULL,
  hours jsonb NOT NULL DEFAULT '[]',
  holidays jsonb NOT NULL DEFAULT '[]',
  created_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX opening_hours_brand_id_name_key ON opening_hours (brand_id, name);

ALTER TABLE brands ADD COLUMN holidays jsonb NOT NULL DEFAULT '[]';
ALTER TABLE queues ADD COLUMN hours_id uuid REFERENCES opening_hours(id) ON DELETE SET NULL;
ALTER TABLE channels ADD COLUMN hours_id uuid REFERENCES opening_hours(id) ON DELETE SET NULL;
CREATE INDEX queues_hours_id_idx ON queues (hours_id);
CREATE INDEX channels_hours_id_idx ON channels (hours_id);

-- When somebody is there for what comes by a channel and stands in a queue (null: the channel's own): the hours of the
-- queue, else of the channel, else of the brand.
CREATE FUNCTION hours_of(p_queue uuid, p_channel uuid)
RETURNS TABLE (time_zone text, hours jsonb, holidays jsonb) LANGUAGE sql STABLE AS $$
  SELECT coalesce(o.time_zone, b.time_zone), coalesce(o.hours, b.hours), coalesce(o.holidays, b.holidays)
    FROM channels h JOIN brands b ON b.id = h.brand_id
    LEFT JOIN queues q ON q.id = coalesce(p_queue, h.queue_id)
    LEFT JOIN opening_hours o ON o.id = coalesce(q.hours_id, h.hours_id)
   WHERE h.id = p_channel
$$;
