printf '%%PDF-1.7\n\0\1\2' > ed/w.pdf
CMD='clean ed/w.pdf'
says 2 'ed/w.pdf: a PDF, not its text: extract it first, as pdftotext does'
