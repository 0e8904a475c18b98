SELECT held, action FROM resolution ORDER BY held
