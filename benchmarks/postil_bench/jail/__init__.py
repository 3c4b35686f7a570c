"""What runs inside the sandbox, before and beside the program: the standard library only, nothing of Postil.

``guard`` starts the program and watches it, ``confine`` takes its rights away, ``landlock`` and ``syscalls`` are
the two doors of the kernel that need no privilege, ``watch`` measures.
"""
