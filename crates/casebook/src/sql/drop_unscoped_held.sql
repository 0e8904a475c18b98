DELETE FROM held WHERE NOT EXISTS (SELECT 1 FROM held_scope WHERE held_scope.id = held.id)
