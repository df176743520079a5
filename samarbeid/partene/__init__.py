"""Dem en sak handler om: hvem som er spurt, hva de svarte, og hva det betyr for publiseringen."""
