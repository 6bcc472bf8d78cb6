"""Charts as pictures: drawn alike from the same numbers, readable in grey, told in words as well."""
