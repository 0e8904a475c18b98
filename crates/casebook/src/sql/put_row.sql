INSERT INTO case_row (
    key, id, number, title, state, office, channel, category, community, handler,
    registered_at, due, due_clock, yellow_from, estimated, paused, answered_on,
    answered_late, rating, reopened, supervised, extension_requested, letter,
    visits, changed_at, revision, generation, joint, paused_for,
    letters_writing, letters_submitted, letters_registered, letters_to_print, rating_seen
) VALUES (
    ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10,
    ?11, ?12, ?13, ?14, ?15, ?16, ?17,
    ?18, ?19, ?20, ?21, ?22, ?23,
    ?24, ?25, ?26, ?27, ?28, ?29,
    ?30, ?31, ?32, ?33,
    -- a rating that came with a case closed long ago is no news
    ?5 = 'closed'
)
ON CONFLICT (key) DO UPDATE SET
    number = excluded.number,
    title = excluded.title,
    state = excluded.state,
    office = excluded.office,
    channel = excluded.channel,
    category = excluded.category,
    community = excluded.community,
    handler = excluded.handler,
    registered_at = excluded.registered_at,
    due = excluded.due,
    due_clock = excluded.due_clock,
    yellow_from = excluded.yellow_from,
    estimated = excluded.estimated,
    paused = excluded.paused,
    answered_on = excluded.answered_on,
    answered_late = excluded.answered_late,
    rating_seen = CASE WHEN rating IS excluded.rating THEN rating_seen ELSE 0 END,
    rating = excluded.rating,
    reopened = excluded.reopened,
    supervised = excluded.supervised,
    joint = excluded.joint,
    paused_for = excluded.paused_for,
    extension_requested = excluded.extension_requested,
    letter = excluded.letter,
    letters_writing = excluded.letters_writing,
    letters_submitted = excluded.letters_submitted,
    letters_registered = excluded.letters_registered,
    letters_to_print = excluded.letters_to_print,
    visits = excluded.visits,
    changed_at = excluded.changed_at,
    revision = excluded.revision,
    generation = excluded.generation
-- A page is never older than the one before it, so the same revision is taken
-- too: the calendar may have moved the due date.
WHERE excluded.generation > case_row.generation
   OR (excluded.generation = case_row.generation AND excluded.revision >= case_row.revision)
