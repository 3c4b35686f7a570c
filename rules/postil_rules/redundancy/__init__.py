"""Redundancy: does the remark say anything that the code does not?"""
