"""Contradiction: does the remark say what the code does not do?"""
