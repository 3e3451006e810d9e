# No entity is expanded, of whatever kind: one error, at its place.
cat > ed/t.xml <<'XML'
<?xml version="1.0"?>
<!DOCTYPE TEI [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">
<!ENTITY s SYSTEM "preface.md">]>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>
<p>Le port &b; &s;</p></body></text></TEI>
XML
sed -i 's/file: preface.md/file: t.xml/' ed/edition.yaml
says 1 'ed/t.xml:' 'error: R-009' '&b; is not expanded' '&s; is not expanded'
