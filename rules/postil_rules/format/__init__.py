"""Format: is the remark well formed?"""
