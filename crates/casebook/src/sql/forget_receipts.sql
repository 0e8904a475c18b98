UPDATE photo SET state = 'local' WHERE state IN ('receipt', 'safe')
