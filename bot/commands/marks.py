"""What a line of the doctor's report begins with."""

OK, NOTE, WRONG = "ok    ", "note  ", "WRONG "
