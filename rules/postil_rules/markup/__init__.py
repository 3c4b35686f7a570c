"""Markup: does the markup of the remark hold?"""
