UPDATE account SET password = ?1
