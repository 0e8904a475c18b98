-- 会办: the case has an assisting office, or a task of a joint meeting.
ALTER TABLE case_row ADD COLUMN joint INTEGER NOT NULL DEFAULT 0;
-- Why the clock stands still: 补正 or 征求意见.
ALTER TABLE case_row ADD COLUMN paused_for TEXT;
