-- One that rotted here cannot be handed in; a person was told.
SELECT count(*) FROM photo WHERE state IN ('local', 'receipt') ORDER BY 1
