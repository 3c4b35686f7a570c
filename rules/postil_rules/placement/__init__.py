"""Placement: does the remark stand where it belongs?"""
