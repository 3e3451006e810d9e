# What check would refuse is refused before it is written.
cp ed/ledgers/carnet.yaml was
CMD='correct ed --for derriére --read devant' says 1 \
    'ed/ledgers/carnet.yaml:11:10: error: L-004 two entries overlap:' \
    'see line 6' 'Make one entry of the two.' \
    'nothing is recorded' 'passera la nuit [derriére] l'\''île' &&
cmp was ed/ledgers/carnet.yaml &&
CMD='correct ed --for derriére --read derrière' says 1 \
    'ed/ledgers/carnet.yaml:11:10: error: L-005 entry is there twice:' &&
cmp was ed/ledgers/carnet.yaml &&
IFS='|' CMD='correct|ed|--for|la nuit derriére|--read|le soir' says 1 \
    'ed/ledgers/carnet.yaml:11:10: error: L-004' '[la nuit derriére]' &&
cmp was ed/ledgers/carnet.yaml &&
CMD='correct --messages json ed --for derriére --read devant' says 1 \
    '"code":"L-004"' &&
cmp was ed/ledgers/carnet.yaml || return 1
! grep -v '^{' stderr || return 1
# A suspicion that an entry settles already.
doubt=$("$OCTAVO" clean ed/witnesses/carnet.txt --suspects --report - \
    -o /dev/null | sed -n 's/.*\(suspect-[0-9a-f]*\),.*/\1/p')
CMD="accept ed $doubt" says 1 'L-005 entry is there twice' \
    'nothing is recorded' && cmp was ed/ledgers/carnet.yaml &&
IFS='|' CMD="accept|--leave|--why|le mot est sûr|ed|$doubt" says 1 \
    'L-005 entry is there twice' && cmp was ed/ledgers/carnet.yaml || return 1
# An entry beside it is taken, and check agrees.
CMD='correct ed --for personne --near que --read quiconque' says 0 &&
! cmp -s was ed/ledgers/carnet.yaml && CMD='check ed' says 0
