DELETE FROM plain_seal
