"""One service or file format a file: address, fetch, read the reply; gives proposals."""
