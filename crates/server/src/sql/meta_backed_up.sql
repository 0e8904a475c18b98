UPDATE meta SET backed_up_at = $1 WHERE id = 1
