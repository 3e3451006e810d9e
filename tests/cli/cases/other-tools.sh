# Another face and library than the printing was made with.
"$OCTAVO" release 1 ed > /dev/null
sed -i 's/"harfbuzz [^"]*"/"harfbuzz 2.0.0"/
s/\("EB Garamond Regular\) [0-9a-f]*/\1 0123456789abcdef/
s/"hyph_fr.dic [0-9a-f]*/"hyph_fr.dic 0/' ed/release-1.lock
says 0 'K-005' 'printing 1 had 2.0.0' 'printing 1 had 0123456789abcdef' \
	'hyph_fr.dic' &&
	! grep -q 'K-005.*cairo' stderr && rm ed/release-1.lock &&
	"$OCTAVO" release 1 ed > /dev/null && says 0 &&
	! grep -q K-005 stderr
