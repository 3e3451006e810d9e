printf '\nVoir [plus loin](#nulle-part).\n' >> ed/preface.md
CMD='check ed'
says 0 'ed/preface.md:8:6: warning: E-003 link to a part that is not' \
    'there: #nulle-part' 'Write the id of a part, or remove the link.'
