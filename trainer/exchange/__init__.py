"""Files and answers that others read or write."""
