c.key, c.id, c.number, c.title, c.state, c.office, c.channel, c.category, c.community, c.handler,
c.registered_at, c.due, c.due_clock, c.yellow_from, c.estimated, c.paused, c.answered_on,
c.answered_late, c.rating, c.reopened, c.supervised, c.joint, c.paused_for, c.extension_requested, c.letter,
c.letters_writing, c.letters_submitted, c.letters_registered, c.letters_to_print,
c.visits, c.changed_at, c.revision, c.pending, c.attention, c.frozen, c.rating_seen
