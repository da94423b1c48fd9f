"""What the website says to programs: tags and graphs in the head of a page, references in lists, feeds, the sitemap."""
