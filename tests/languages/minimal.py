"""The smallest valid language file, for tests that change one thing in it."""

from __future__ import annotations

MINIMAL = """\
code: xx
name: Test
script: Latn
boundary: space
sentences: {terminators: ".!?"}
zones: {}
numbers: {decimal: ".", thousands: ",", words: {one: 1}, scales: {million: 1e6}}
units: [{field: amount, name: USD, before: ['\\$'], after: ['dollars?']}]
bounds: [{bound: at_most, before: [up to]}]
dates: {months: {may: 5}, orders: ['{day} {month} {year}']}
statuses: {talks: [in talks]}
attribution: {before: [according to]}
speech: {verbs: [said], quotes: ['" "']}
titles: [{role: CEO, words: [ceo]}]
names: {}
pronouns: [{words: [she], kinds: [person], gender: f}]
descriptions: [{words: [the company], kinds: [company]}]
assets: {AI chips: [chips]}
grammar: {}
triggers:
  - {kind: buys_from, words: [bought], subject: before, object: 'after from, off | before ~''s'}
"""
