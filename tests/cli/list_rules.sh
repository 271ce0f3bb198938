bextract --list-rules
