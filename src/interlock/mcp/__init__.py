"""Tools for language models: the answers of the verbs over the Model Context Protocol, bounded, each with its sentences.

The protocol's own library is `mcp` too; an absolute import of that name is the library, `interlock.mcp` is this room.
"""
