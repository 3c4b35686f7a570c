"""Which change answered which remark, and how surely: from review threads, and from git alone."""
