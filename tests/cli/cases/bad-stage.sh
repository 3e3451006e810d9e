CMD='dump ed --stage pages'
says 2 'dump: --stage must be clean, model, edit or frame'
