"""核稿、征求意见、合法性审查、签发: which steps a draft has to take before it is final, and who has taken them."""
