DELETE FROM office_seal WHERE office = $1
