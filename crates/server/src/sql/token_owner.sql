SELECT d.id, d.state, t.expires_at, a.user_id, a.name, a.role, a.office, a.disabled
FROM access_token AS t
JOIN device AS d ON d.id = t.device
JOIN account AS a ON a.user_id = d.user_id
WHERE t.hash = $1
