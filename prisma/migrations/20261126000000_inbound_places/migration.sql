-- What is due is taken channel by channel, so that none waits for another's slow files. The only statement here, and built
-- beside the work: nothing that comes in waits for it, however much was kept.
CREATE INDEX CONCURRENTLY IF NOT EXISTS inbound_items_due_by_channel
    ON inbound_items (channel_id, due_at, received_at, id) WHERE due_at IS NOT NULL;
