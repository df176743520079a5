"""Hvor ofte portalen foreslår hver entreprenør, og om like vises like ofte."""
