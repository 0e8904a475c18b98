DELETE FROM former WHERE kept_at < ?1
