"""Read files of papers into proposals, without network access; one module or folder per format."""
