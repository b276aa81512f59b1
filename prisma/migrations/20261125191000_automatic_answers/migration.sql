-- CreateTable
CREATE TABLE "automatic_answers" (
    "message_id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "automatic_answers_pkey" PRIMARY KEY ("message_id")
);

-- CreateTable
CREATE TABLE "unread_answers" (
    "conversation_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "mailed_seq" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "unread_answers_pkey" PRIMARY KEY ("conversation_id")
);

-- CreateIndex
CREATE INDEX "automatic_answers_address_at_idx" ON "automatic_answers"("address", "at" DESC);

-- AddForeignKey
ALTER TABLE "unread_answers" ADD CONSTRAINT "unread_answers_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Only conversations with something to be looked at.
CREATE INDEX unread_answers_due ON unread_answers (due_at) WHERE due_at IS NOT NULL;

-- Whom a mail went to in secret takes no part in its conversation, and is still found when they complain.
CREATE INDEX message_contents_bcc ON message_contents USING gin ((recipients->'bcc') jsonb_path_ops)
  WHERE recipients->'bcc' <> '[]';

-- Takes the right to answer an address automatically; false when it had an answer of this kind within 24 hours, or
-- p_most of any kind within the last one. Those that ask for the same address at once go one after the other.
CREATE FUNCTION take_automatic_answer(p_message uuid, p_address text, p_kind text, p_at timestamptz, p_most int)
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('automatic answer ' || p_address, 0));
  IF EXISTS (SELECT 1 FROM automatic_answers a
              WHERE a.address = p_address AND a.kind = p_kind AND a.at > p_at - interval '24 hours')
    OR (SELECT count(*) FROM automatic_answers a
         WHERE a.address = p_address AND a.at > p_at - interval '1 hour') >= p_most THEN
    RETURN false;
  END IF;
  DELETE FROM automatic_answers a WHERE a.address = p_address AND a.at <= p_at - interval '24 hours';
  INSERT INTO automatic_answers (message_id, address, kind, at) VALUES (p_message, p_address, p_kind, p_at);
  RETURN true;
END $$;
