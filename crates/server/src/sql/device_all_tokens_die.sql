UPDATE device SET refresh = NULL, next_refresh = NULL
