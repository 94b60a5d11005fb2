"""Where articles come from: feeds, sitemaps, sites, lists of addresses; and the archive of what they gave."""
