"""Semantics: do name, remark and body speak of the same thing?"""
