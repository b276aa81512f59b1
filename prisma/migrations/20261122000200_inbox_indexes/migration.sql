-- Who does not wait comes last, in one order that a cursor can be compared with; closed conversations are never listed so.
DROP INDEX conversations_all_waiting;
DROP INDEX conversations_all_priority;
CREATE INDEX conversations_all_waiting ON conversations (status, (coalesce(waiting_since, 'infinity')), id) WHERE status <> 'closed';
CREATE INDEX conversations_all_priority ON conversations (status, priority, (coalesce(waiting_since, 'infinity')), id) WHERE status <> 'closed';
-- What is nobody's is rare among all but common among what is open, which the planner cannot know: its list has its own.
CREATE INDEX conversations_unassigned_priority ON conversations (status, priority, (coalesce(waiting_since, 'infinity')), id)
  WHERE assignee_id IS NULL AND status <> 'closed';

-- Lists of one channel, and of agents who are limited to brands.
CREATE INDEX conversations_channel_newest ON conversations (channel_id, status, last_message_at DESC, id DESC);
CREATE INDEX conversations_brand_newest ON conversations (brand_id, status, last_message_at DESC, id DESC);

-- Contacts in the order they were last seen, or came.
CREATE INDEX contacts_seen ON contacts ((coalesce(last_seen_at, created_at)) DESC, id DESC) WHERE merged_into_id IS NULL;

-- The conversations in which the newest `most` messages that match were said. A word that stands in very many messages
-- finds a sample of them, so that no search costs more than reading some ten thousand rows. Left to itself the planner
-- walks the newest messages instead and reads their words anew, which is slower for all but the most frequent words.
CREATE FUNCTION conversations_where_said(query tsquery, most int) RETURNS SETOF uuid
LANGUAGE sql STABLE SET gin_fuzzy_search_limit = 20000 SET enable_seqscan = off AS $$
  WITH found AS MATERIALIZED (SELECT m.id, m.conversation_id FROM messages m WHERE to_tsvector('simple', m.body) @@ query)
  SELECT DISTINCT newest.conversation_id FROM (SELECT conversation_id FROM found ORDER BY id DESC LIMIT most) newest
$$;
