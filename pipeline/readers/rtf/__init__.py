"""RTF: text with formats, as word processors of every age write it."""
