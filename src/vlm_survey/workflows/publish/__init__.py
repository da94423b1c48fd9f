"""Check records; build README, website and exports."""
