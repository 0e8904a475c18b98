INSERT INTO office (id, name, legal_name, number_words, communities, phone)
VALUES ($1, $2, $3, $4, $5, $6)
