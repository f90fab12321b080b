"""What makes a run over one file start quickly: modules, tables and patterns remembered in the form that the interpreter reads."""
