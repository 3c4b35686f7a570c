"""The project view: what the files of a tree define, and what each needs of the others."""
