"""Fetches the pages of a live site into a store on disk, politely, so that an audit can read them as it reads files."""
