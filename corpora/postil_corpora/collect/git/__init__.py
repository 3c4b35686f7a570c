"""Takes the history of a clone in: commits with their diffs, merges with what they resolved, refs, trajectories.

Git itself lists commits and changed files (``git log --raw -z``) and hands out blobs (one ``git cat-file --batch``), libgit2
makes the patches. Nothing is ever fetched; what the clone does not hold becomes a row that says so.
"""
