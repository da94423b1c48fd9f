"""Define the values of files that all records share: venues, source lists, searches, learning material."""
