rm ed/preface.md
says 1 'B-001 file not found' 'ed/preface.md'
