"""What only shows when documents are seen together: facts of each, gathered while it is read, and checks over all of them."""
