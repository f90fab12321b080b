"""`qa serve`: a page on this machine where an editor checks a draft without a terminal."""
