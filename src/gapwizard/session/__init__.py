"""What one can do with assessments; both faces call it and decide nothing.

`session` is one open assessment, `acts` make what changes it, `papers` write for readers,
`handover` is what leaves for other eyes, `portfolio` treats whole assessments.
"""
