# Octavo: make edition builds the books, make check runs the tests.
# All that is built goes to build/.

B	?= build
Q	= $(if $(V),,@)
CC	= gcc
CSTD	= -std=c11 -D_GNU_SOURCE
WARN	= -Wall -Wextra -Wshadow -Wstrict-prototypes \
	  -Wmissing-prototypes -Wconversion -Wvla -Werror
OPT	?= -O2 -g
HARDEN	?= -fPIE -fstack-protector-strong -D_FORTIFY_SOURCE=2
HARDLD	?= -pie -Wl,-z,relro,-z,now
PKGS	= cairo cairo-pdf cairo-ft harfbuzz harfbuzz-subset freetype2 \
	  fontconfig libqpdf libzip libxml-2.0 libcmark-gfm yaml-0.1 \
	  libutf8proc nettle libdeflate libpng \
	  libseccomp
PKGCFL	:= $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
CFLAGS	= $(CSTD) $(OPT) $(HARDEN) $(WARN) -Iinclude $(SAN) \
	  -DOCTAVO_DATADIR='"$(DATADIR)"' \
	  $(patsubst -I%,-isystem%,$(PKGCFL))
# Opened when an SVG picture asks for it (src/pdf/svg.c): never linked.
RSVGCFL := $(patsubst -I%,-isystem%,$(shell pkg-config --cflags \
	  librsvg-2.0 2>/dev/null))
LDLIBS	:= $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lhyphen -lm \
	  -lpthread

PREFIX	?= /usr/local
DATADIR	?= $(PREFIX)/share/octavo
SRC	= $(wildcard src/*/*.c src/*.c)
# The allocator is the program's own, never that of who embeds us.
LIB	= $(filter-out src/main.c src/base/memory.c,$(SRC))
OBJ	= $(LIB:src/%.c=$(B)/obj/%.o)
UNIT	= $(wildcard tests/unit/test_*.c)
TESTS	= $(UNIT:tests/unit/%.c=$(B)/tests/%)

MAKEFLAGS += --no-print-directory

all: $(B)/octavo

$(B)/octavo: $(B)/obj/main.o $(B)/obj/base/memory.o $(B)/liboctavo.a
	@echo "  LD  $@"
	$(Q)$(CC) $(HARDLD) $(SAN) -o $@ $^ $(LDLIBS)

$(B)/liboctavo.a: $(OBJ)
	@rm -f $@
	@echo "  AR  $@"
	$(Q)ar rcs $@ $^

$(B)/obj/%.o: src/%.c
	@mkdir -p $(@D)
	@echo "  CC  $<"
	$(Q)$(CC) $(CFLAGS) $(if $(filter %/svg.o,$@),$(RSVGCFL)) -MMD -MP \
	    -c -o $@ $<

$(B)/tests/%: tests/unit/%.c $(B)/liboctavo.a
	@mkdir -p $(@D)
	@echo "  CC  $<"
	$(Q)$(CC) $(CFLAGS) -Isrc -MMD -MP -MF $@.d -o $@ $< $(B)/liboctavo.a \
	    $(HARDLD) -lcmocka $(LDLIBS)

-include $(OBJ:.o=.d) $(B)/obj/main.d $(TESTS:=.d)

edition:
	src/tools/install-packages build edition
	$(MAKE) all
	src/tools/build-editions $(B)

check:
	src/tools/install-packages build edition check
	$(MAKE) all
	$(MAKE) tests
	tests/run $(B)

tests: $(TESTS)

asan:
	$(MAKE) B=build/asan OPT="-O1 -g -DARENA_HARD" HARDEN=-fPIE \
	    SAN="-fsanitize=address,undefined -fno-sanitize-recover=all" \
	    all tests

# Fuzzers (clang): every target for T seconds over its corpus; the
# findings go to build/fuzz/found.
T	?= 60
FUZZ	= $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
FUZZSAN	= -fsanitize=fuzzer-no-link,address,undefined \
	  -fno-sanitize-recover=undefined

fuzz-build:
	$(MAKE) B=build/fuzz CC=clang OPT="-O1 -g -DARENA_HARD" WARN= \
	    HARDEN= HARDLD= SAN="$(FUZZSAN)" fuzz-targets

fuzz-targets: $(FUZZ:%=$(B)/fuzz_%)

$(B)/fuzz_%: tests/fuzz/fuzz_%.c tests/fuzz/fuzz.h $(B)/liboctavo.a
	@echo "  CC  $<"
	$(Q)$(CC) $(CFLAGS) -Isrc -fsanitize=fuzzer -o $@ $< $(B)/liboctavo.a \
	    $(LDLIBS)

fuzz:
	src/tools/install-packages build fuzz
	$(MAKE) fuzz-build
	tests/fuzz/fuzz build/fuzz $(T) $(FUZZ)

# For the scripts that link programs of their own.
libs:
	@echo $(LDLIBS)

lint:
	src/tools/lint

# gcc -fanalyzer and cppcheck; what is known is in src/tools/analyse.known.
analyse:
	src/tools/install-packages build analyse
	src/tools/analyse

# Every command under valgrind: no bad access, no leak of ours at exit.
valgrind: $(B)/octavo
	src/tools/install-packages build edition valgrind
	tests/asan/valgrind $(B)/octavo

install: $(B)/octavo
	install -D -m 755 $(B)/octavo $(DESTDIR)$(PREFIX)/bin/octavo
	install -d $(DESTDIR)$(PREFIX)/share/man/man1 \
	    $(DESTDIR)$(PREFIX)/share/man/man5 \
	    $(DESTDIR)$(PREFIX)/share/bash-completion/completions \
	    $(DESTDIR)$(PREFIX)/share/zsh/site-functions \
	    $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	$(B)/octavo help --as man > \
	    $(DESTDIR)$(PREFIX)/share/man/man1/octavo.1
	$(B)/octavo help --as man-edition > \
	    $(DESTDIR)$(PREFIX)/share/man/man5/octavo-edition.5
	$(B)/octavo help --as man-ledger > \
	    $(DESTDIR)$(PREFIX)/share/man/man5/octavo-ledger.5
	$(B)/octavo help --as bash > \
	    $(DESTDIR)$(PREFIX)/share/bash-completion/completions/octavo
	$(B)/octavo help --as zsh > \
	    $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_octavo
	$(B)/octavo help --as fish > \
	    $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/octavo.fish
	for f in styles/*.css; do install -D -m 644 $$f \
	    $(DESTDIR)$(PREFIX)/share/octavo/$$f; done
	for f in styles/printers/*.yaml; do install -D -m 644 $$f \
	    $(DESTDIR)$(PREFIX)/share/octavo/$$f; done
	for f in fonts/*; do install -D -m 644 $$f \
	    $(DESTDIR)$(PREFIX)/share/octavo/$$f; done
	install -D -m 644 $(B)/liboctavo.a \
	    $(DESTDIR)$(PREFIX)/lib/liboctavo.a
	for f in $(filter-out include/octavo/galley.h,$(wildcard \
	    include/octavo/*)); do install -D -m 644 $$f \
	    $(DESTDIR)$(PREFIX)/$$f; done
	install -d $(DESTDIR)$(PREFIX)/lib/pkgconfig
	src/tools/pc $(PREFIX) $$($(B)/octavo --version | sed -n \
	    '1s/^octavo //p') "$(PKGS)" > \
	    $(DESTDIR)$(PREFIX)/lib/pkgconfig/octavo.pc

# Debian packages, in $(B)/deb.
deb: $(B)/octavo
	src/tools/deb $(B)

clean:
	rm -rf build

.PHONY: all libs edition check tests asan fuzz fuzz-build fuzz-targets lint analyse valgrind install deb clean
