-- Whether Enter alone sends what an agent writes, as it always did; else it begins a line.
ALTER TABLE agents ADD COLUMN enter_sends boolean NOT NULL DEFAULT true;
