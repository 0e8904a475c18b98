SELECT id, name, legal_name, number_words, communities, phone FROM office ORDER BY id
