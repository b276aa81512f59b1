-- Figures of a day are asked for by when contacts came.
CREATE INDEX queue_entries_entered_at_idx ON queue_entries (entered_at);
