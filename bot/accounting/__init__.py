"""Files of accounting software: their bytes become cells, in a child process where sent by chat."""
