"""What a run remembers for the next: results of files, kept in one database, and what a whole run came to."""
