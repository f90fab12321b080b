"""What the operating system needs care of: files replaced whole, temporary folders, processes, databases, memory."""
