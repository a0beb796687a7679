"""Papers: copies of what proves who somebody is and what is theirs, seen by few, for a time."""
