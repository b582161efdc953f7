"""From what lies in files to judged stories: no database, nothing is written."""
