"""Read files of papers into proposals, offline, one format a module or folder."""
