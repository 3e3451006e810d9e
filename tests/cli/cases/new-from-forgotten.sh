CMD='new two ed/preface.md'
says 2 'new: name the folder to make (texts come after --from)'
