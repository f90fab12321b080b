"""Where pages come from beside plain files: web archives, CMS exports, ZIP archives, buckets and addresses."""
