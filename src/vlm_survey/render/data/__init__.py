"""Write the data that scripts and programs load: explorer columns, search indexes, downloads."""
