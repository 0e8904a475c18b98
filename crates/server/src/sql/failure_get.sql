SELECT failures, locked_until FROM sign_in_failure WHERE typed_name = $1
