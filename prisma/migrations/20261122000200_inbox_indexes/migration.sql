-- Who does not wait comes last, in one order that a cursor can be compared with.
DROP INDEX conversations_all_waiting;
DROP INDEX conversations_all_priority;
CREATE INDEX conversations_all_waiting ON conversations (status, (coalesce(waiting_since, 'infinity')), id);
CREATE INDEX conversations_all_priority ON conversations (status, priority, (coalesce(waiting_since, 'infinity')), id);

-- Lists of one channel, and of agents who are limited to brands.
CREATE INDEX conversations_channel_newest ON conversations (channel_id, status, last_message_at DESC, id DESC);
CREATE INDEX conversations_brand_newest ON conversations (brand_id, status, last_message_at DESC, id DESC);

-- Contacts in the order they were last seen, or came.
CREATE INDEX contacts_seen ON contacts ((coalesce(last_seen_at, created_at)) DESC, id DESC) WHERE merged_into_id IS NULL;
