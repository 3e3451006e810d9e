rm ed/preface.md
mkdir ed/preface.md
says 1 'B-002 file cannot be read' 'ed/preface.md'
