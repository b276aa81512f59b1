-- Files that wait for a message are counted for whoever uploaded them and for the network they came from.
ALTER TABLE "attachments" ADD COLUMN "network" TEXT;
CREATE INDEX attachments_pending_uploader ON attachments (uploader) INCLUDE (size) WHERE message_id IS NULL;
CREATE INDEX attachments_pending_network ON attachments (network) INCLUDE (size) WHERE message_id IS NULL AND network IS NOT NULL;
