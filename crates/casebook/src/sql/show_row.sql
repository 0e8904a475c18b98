-- Writes the overlay of a case; revision and generation stay the replica's.
UPDATE case_row SET
    state = ?2,
    office = ?3,
    handler = ?4,
    due = ?5,
    due_clock = ?6,
    yellow_from = ?7,
    estimated = ?8,
    paused = ?9,
    answered_on = ?10,
    answered_late = ?11,
    rating = ?12,
    reopened = ?13,
    supervised = ?14,
    extension_requested = ?15,
    letter = ?16,
    visits = ?17,
    changed_at = ?18,
    pending = ?19,
    attention = ?20,
    joint = ?21,
    paused_for = ?22
WHERE key = ?1
