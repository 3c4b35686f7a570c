"""Coverage: is everything explained that needs it?"""
