# Killed at any moment: every file is the old one or the new one, and the
# next build makes all of it.
cp -r ed/out old
echo 'Une phrase de plus.' >> ed/preface.md
"$OCTAVO" build ed -o new > /dev/null 2>&1 || exit 1
for f in new/*; do	# named by the edition: the same names
	[ -e "old/${f#new/}" ] || exit 1
done
for ms in 02 04 06 08 10 12 15 18 22 26 30 35 40 50 60; do
	rm -rf ed/out && cp -r old ed/out
	"$OCTAVO" build ed > /dev/null 2>&1 &
	sleep "0.0$ms"
	kill -KILL $! 2> /dev/null
	wait $! 2> /dev/null
	for f in old/*; do
		f=${f#old/}
		cmp -s "ed/out/$f" "old/$f" || cmp -s "ed/out/$f" "new/$f" ||
			{ echo "killed after $ms ms: $f is neither"; exit 1; }
	done
done
"$OCTAVO" build ed > /dev/null 2>&1 && cmp ed/out/ed.pdf new/ed.pdf &&
    cmp ed/out/ed.epub new/ed.epub
