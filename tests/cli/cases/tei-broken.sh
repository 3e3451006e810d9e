printf '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>a</q></body></text></TEI>' > ed/p.xml
sed -i 's/preface.md/p.xml/' ed/edition.yaml
CMD='check ed'
says 1 'ed/p.xml:1:' 'R-009 not a TEI document' 'Check the XML at this place.' &&
! grep -q E-002 stderr
