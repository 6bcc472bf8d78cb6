"""From data to the issued document: fill a template, render it, prepare the places of signature."""
