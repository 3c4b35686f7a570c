"""Security: does the remark give away what must not be given away, or carry orders to a model?"""
