"""Fill gaps of records from web services."""
