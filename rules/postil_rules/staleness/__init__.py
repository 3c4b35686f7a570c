"""Staleness: does the remark speak of what is not there?"""
