"""What Broadsheet's DAGs share. The work itself is in the package ``pipeline``."""
