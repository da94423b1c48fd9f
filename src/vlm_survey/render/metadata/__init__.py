"""Write metadata for programs: tags and graphs in page heads, references in lists, feeds, the sitemap."""
