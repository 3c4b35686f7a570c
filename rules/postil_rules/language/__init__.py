"""Language: is the remark in the language asked for?"""
