"""How we judge: findings, rules as data, checks, renderers, the harness."""
