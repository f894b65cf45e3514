"""The words: findings, groups, sites, value sets, orders, locale; code index."""
