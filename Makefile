# bextract - everything generated goes under build/. `make help` lists the targets.
CC      ?= cc
PREFIX  ?= /usr/local
B       := build
LIBS    := libpcre2-8 libutf8proc
CMDLIBS := libarchive xlsxwriter
# Asked for on first use, so that `make deps demo` sees what deps has just installed.
PKG      = $(eval PKG := $$(shell pkg-config --cflags $(LIBS) $(CMDLIBS)))$(PKG)
PKGLIBS  = $(eval PKGLIBS := $$(shell pkg-config --libs $(LIBS)) -lcsv -lpthread)$(PKGLIBS)
# What only the command needs, the library does not, and loads when it does (run/late.h): by the name that a
# program linked with it would ask for. The tests make archives themselves.
soname   = $(or $(shell objdump -p $$($(CC) -print-file-name=lib$(1).so) 2> /dev/null | sed -n 's/^ *SONAME *//p'),lib$(1).so)
LATE     = $(eval LATE := -DBE_LIBARCHIVE='"$$(call soname,archive)"' -DBE_LIBXLSXWRITER='"$$(call soname,xlsxwriter)"')$(LATE)
PKGTEST  = $(eval PKGTEST := $$(shell pkg-config --libs $(CMDLIBS)))$(PKGTEST)
WARN    := -Wall -Wextra -Wshadow -Wconversion
# Hardened unless the user says otherwise; tests/cli/hardening.sh looks at what came of it.
CFLAGS  ?= -O2 -g -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection \
           $(if $(filter x86_64% i%86%,$(shell $(CC) -dumpmachine 2>&1)),-fcf-protection)
LDFLAGS ?= -pie -Wl,-z,relro,-z,now
CSTD    := -std=c11 -D_GNU_SOURCE -fvisibility=hidden -fPIC
VERSION := $(shell sed -n 's/^.define BEXTRACT_VERSION "\(.*\)"/\1/p' extract/bextract.h)
SONAME  := libbextract.so.$(word 1,$(subst ., ,$(VERSION)))

# What building and `make check` need, and what the other tests need on top: PACKAGE:KIND:NAME,
# see tests/deps.sh.
NEED    := gcc:cmd:$(CC) libc6-dev:h:stdio.h pkg-config:cmd:pkg-config libpcre2-dev:pc:libpcre2-8 \
           libutf8proc-dev:pc:libutf8proc libcsv-dev:h:csv.h libarchive-dev:pc:libarchive \
           libxlsxwriter-dev:pc:xlsxwriter zlib1g-dev:h:zlib.h gettext:cmd:msgfmt libcmocka-dev:h:cmocka.h
TESTNEED := "clang:cmd:clang|clang-14" libclang-rt-dev:fuzzer:clang sqlite3:cmd:sqlite3 miller:cmd:mlr python3:cmd:python3 python3-venv:cmd:python3 \
            gcovr:cmd:gcovr cppcheck:cmd:cppcheck "clang-tidy:cmd:clang-tidy|clang-tidy-14" valgrind:cmd:valgrind

# The library is every stage; the command is main.c, command.c, options.c, suggest.c, manual.c and run/, thin clients of it.
COMMAND := $(addprefix extract/,main.c command.c options.c suggest.c manual.c) $(wildcard extract/run/*.c)
LIBRARY := $(filter-out $(COMMAND) extract/prepare.c,$(sort $(shell find extract -name "*.c")))
READOBJ := $(LIBRARY:%.c=$(B)/%.o) $(B)/embedded.o
LIBOBJ  := $(READOBJ) $(B)/prepared.o
CMDOBJ  := $(COMMAND:%.c=$(B)/%.o)
PATTERN := $(sort $(shell find patterns -name '*.pcre' -o -name '*.csv'))
UNIT    := $(patsubst tests/unit/%.c,$(B)/tests/unit/%,$(wildcard tests/unit/test_*.c))
MO      := $(patsubst extract/messages/%.po,$(B)/locale/%/LC_MESSAGES/bextract.mo,$(wildcard extract/messages/*.po))
SHARED  := $(B)/libbextract.so.$(VERSION)
# deps comes before any compiling when both are asked for, with -j too.
FIRST   := $(filter deps deps-test,$(MAKECMDGOALS))

.PHONY: all deps deps-test demo check check-faults check-absurd check-valgrind check-typeset check-ecosystem check-unit check-patterns check-cli check-corpus bless asan \
        tsan coverage lint soak fuzz bench messages install uninstall clean help FORCE
.DELETE_ON_ERROR:

all: $(B)/bextract $(B)/bextract.1 $(B)/bextract.bash $(B)/libbextract.a $(SHARED) $(B)/bextract.pc $(MO)  ## build everything

deps:  ## install what building and check need (Debian; elsewhere: say what is missing)
	@CC="$(CC)" sh tests/deps.sh $(NEED)

deps-test: deps  ## install what asan, fuzz and the like need on top
	@CC="$(CC)" sh tests/deps.sh $(TESTNEED)

# Other flags make other objects.
$(B)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(CC) $(CFLAGS) $(LDFLAGS)' | cmp -s - $@ || echo '$(CC) $(CFLAGS) $(LDFLAGS)' > $@

$(B)/%.o: %.c $(B)/flags | $(FIRST)
	@mkdir -p $(@D)
	$(CC) $(CSTD) $(WARN) $(CFLAGS) $(PKG) $(DEFINE) -MMD -MP -c -o $@ $<

$(B)/extract/run/late.o: DEFINE = $(LATE)

# Everything under patterns/ is built in. patterns.list changes when a file comes or goes.
$(B)/patterns.list: FORCE
	@mkdir -p $(@D)
	@echo $(PATTERN) | cmp -s - $@ || echo $(PATTERN) > $@

$(B)/embedded.c: $(B)/patterns.list $(PATTERN) extract/embed.sh
	sh extract/embed.sh $(PATTERN) > $@.new && mv $@.new $@

$(B)/embedded.o: $(B)/embedded.c extract/recognize/pattern/set.h | $(FIRST)
	$(CC) $(CSTD) $(WARN) $(CFLAGS) $(PKG) -Iextract -c -o $@ $<

# What is read and compiled here need not be at each start.
$(B)/prepare: $(B)/extract/prepare.o $(READOBJ)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(PKGLIBS)

$(B)/prepared.c: $(B)/prepare
	$< > $@.new && mv $@.new $@

$(B)/prepared.o: $(B)/prepared.c | $(FIRST)
	$(CC) $(CSTD) $(WARN) $(CFLAGS) $(PKG) -Iextract -c -o $@ $<

$(B)/libbextract.a: $(LIBOBJ)
	@rm -f $@
	$(AR) rcs $@ $^

$(SHARED): $(LIBOBJ)
	$(CC) -shared -Wl,-soname,$(SONAME) $(CFLAGS) $(filter-out -pie,$(LDFLAGS)) -o $@ $^ $(PKGLIBS)
	@ln -sf $(@F) $(B)/$(SONAME) && ln -sf $(SONAME) $(B)/libbextract.so

$(B)/bextract: $(CMDOBJ) $(B)/libbextract.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(PKGLIBS) -ldl

$(B)/bextract.1: $(B)/bextract
	LC_ALL=C $< --man > $@

$(B)/bextract.bash: $(B)/bextract
	LC_ALL=C $< --completion bash > $@

$(B)/bextract.pc: Makefile extract/bextract.h
	@mkdir -p $(@D)
	@printf '%s\n' 'prefix=$(PREFIX)' 'libdir=$${prefix}/lib' 'includedir=$${prefix}/include' '' \
	    'Name: bextract' 'Description: records from Chinese public budgets and accounts' \
	    'Version: $(VERSION)' 'Requires.private: $(LIBS)' \
	    'Libs: -L$${libdir} -lbextract' 'Libs.private: -lcsv -lpthread' \
	    'Cflags: -I$${includedir}' > $@

$(B)/locale/%/LC_MESSAGES/bextract.mo: extract/messages/%.po | $(FIRST)
	@mkdir -p $(@D)
	msgfmt --check-format -o $@ $<

bench: all  ## measure against public tools: MB (50) of text, see tests/bench/README.md
	@BEXTRACT=$(B)/bextract tests/bench/run.sh --mb $(or $(MB),50)

messages:  ## bring extract/messages/ up to date with the texts of the program
	xgettext -L C --from-code=UTF-8 -k_ -kN_ -kSIG:3 -kbe_diag_say:4 --flag=be_diag_say:4:c-format --flag=be_mistake:2:c-format --no-location --sort-output -o $(B)/bextract.pot \
	    --package-name=bextract --package-version=$(VERSION) $(LIBRARY) $(COMMAND)
	sed -i '/^"POT-Creation-Date/d' $(B)/bextract.pot
	for po in extract/messages/*.po; do msgmerge -q -U --no-wrap --backup=none --no-fuzzy-matching $$po $(B)/bextract.pot; done

SAMPLE := corpus/budget-prefecture-2024.txt
demo: $(FIRST) $(filter all,$(MAKECMDGOALS))  ## build, read a document of corpus/ and show the first figures
	@$(MAKE) -s --no-print-directory $(if $(findstring --jobserver,$(MAKEFLAGS)),,-j$(shell nproc 2> /dev/null || echo 1)) all
	$(B)/bextract --figures --columns year,topic,item,stat,value,unit,yuan,line $(SAMPLE) | sed -n "1p;10,21p"

# tests/unit/test_X.c is a program of its own, linked with all but main.c.
$(B)/tests/unit/%: tests/unit/%.c $(filter-out %/main.o,$(CMDOBJ)) $(B)/libbextract.a
	@mkdir -p $(@D)
	$(CC) $(CSTD) $(WARN) $(CFLAGS) $(PKG) -Iextract -MMD -MP -o $@ $< $(filter %.o %.a,$^) $(PKGLIBS) $(PKGTEST) -ldl -lcmocka

check: check-unit check-patterns check-cli check-corpus  ## all tests that are quick

check-unit: $(UNIT)
	@for t in $(UNIT); do ./$$t > $$t.log 2>&1 || { cat $$t.log; echo "unit: $$t failed"; exit 1; }; done
	@echo "unit: $(words $(UNIT)) programs passed"

check-patterns: all
	@$(B)/bextract --check-patterns

check-cli: all
	@BUILD=$(B) HARDENED=$(filter file,$(origin CFLAGS)) sh tests/cli/run.sh

check-corpus: all
	@BUILD=$(B) sh tests/corpus.sh

# Slow, and needs LibreOffice with a Chinese font: not part of check.
TYPESET := tables-tab-2023 unit-yuan-2021 budget-prefecture-2024 final-county-2022
check-ecosystem: all  ## the package and the workbook as DuckDB, pandas, openpyxl and frictionless read them (slow)
	@BUILD=$(B) sh tests/ecosystem/run.sh

SANITIZE := CFLAGS="-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined"
check-faults: all $(B)/faults.so  ## every allocation, read, write, sync, rename and open fails in turn (slow; STEP=29: every 29th)
	@sh tests/faults/run.sh $(B) $(STEP)
	@$(MAKE) -s --no-print-directory B=$(B)/asan $(SANITIZE) $(B)/asan/bextract-faults
	@sh tests/faults/run.sh $(B)/asan $(STEP)

# What the program calls is replaced by the loader, or, under AddressSanitizer, by the linker.
FAULTS := malloc calloc realloc free read write fsync fdatasync ftruncate rename open mkostemp fopen tmpfile fwrite fflush fseek rewind fclose
$(B)/faults.so: tests/faults/faults.c
	@mkdir -p $(@D)
	$(CC) -O1 $(WARN) -fPIC -shared -o $@ $< -ldl

$(B)/bextract-faults: tests/faults/faults.c $(CMDOBJ) $(B)/libbextract.a
	$(CC) $(WARN) $(CFLAGS) $(LDFLAGS) -DFAULT_WRAP $(FAULTS:%=-Wl,--wrap=%) -o $@ $^ $(PKGLIBS) -ldl

soak: all  ## one process, different documents for SECONDS (600): its memory stays
	@bash tests/soak.sh $(B) $(if $(filter command%,$(origin SECONDS)),$(SECONDS))

check-absurd: all $(B)/tests/bound  ## MB (10) of input that no one would publish, of each kind: within 32 MiB and in time
	@sh tests/absurd/run.sh $(B) $(MB)

$(B)/tests/bound: tests/absurd/bound.c
	@mkdir -p $(@D)
	$(CC) $(CSTD) $(WARN) -O1 -o $@ $<

check-typeset: all  ## tab tables typeset by LibreOffice, read back from the PDF: the same figures
	@BUILD=$(B) sh tests/typeset.sh $(TYPESET)

bless: all  ## rewrite what the cli and corpus tests expect; look at the diff
	@BUILD=$(B) sh tests/cli/run.sh --bless
	@BUILD=$(B) sh tests/corpus.sh --bless

asan:  ## check under AddressSanitizer and UndefinedBehaviorSanitizer
	PATIENCE=300 $(MAKE) B=$(B)/asan $(SANITIZE) check

tsan:  ## check under ThreadSanitizer
	PATIENCE=300 $(MAKE) B=$(B)/tsan CFLAGS="-O1 -g -fsanitize=thread" check

coverage:  ## how much of the code check reaches, by folder (needs gcovr: make deps-test)
	@command -v gcovr > /dev/null || { echo "coverage needs gcovr: make deps-test"; exit 1; }
	@rm -rf $(B)/coverage/report && find $(B)/coverage -name '*.gcda' -delete 2> /dev/null || true
	@# no_room lets no file grow, and what counts the lines writes files
	@EXCEPT=no_room PATIENCE=600 $(MAKE) -s --no-print-directory B=$(B)/coverage CFLAGS="-O0 -g --coverage -fprofile-update=atomic" check
	@sh tests/coverage.sh $(B)/coverage

LINTED := $(filter-out extract/prepare.c,$(LIBRARY) $(COMMAND))
lint:  ## gcc -fanalyzer, cppcheck and clang-tidy on every file: silence, or what is wrong
	@sh tests/lint.sh "$(CC)" $(B)/lint "$(CSTD) $(PKG) -Iextract" $(LINTED)

VALGRIND := valgrind -q --suppressions=tests/valgrind.supp --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite,indirect,possible --num-callers=20
check-valgrind: all  ## a few documents under valgrind, into records, a folder and a workbook (slow)
	@rm -rf $(B)/valgrind && mkdir -p $(B)/valgrind
	@set -e; for out in records.csv folder/ book.xlsx; do \
	    $(VALGRIND) $(B)/bextract -q -j 2 -o $(B)/valgrind/$$out corpus/town-2023.txt corpus/layout-wide-2024.txt corpus/gbk-final-2021.txt; done
	@$(VALGRIND) $(B)/bextract -q -j 1 --check corpus/audit-2022.txt > /dev/null
	@echo "valgrind: nothing to say"

# Fuzz targets: everything compiled once more by clang with coverage, below build/fuzz.
CLANG   ?= $(shell for c in clang clang-14 clang-15 clang-16 clang-19; do command -v $$c && break; done)
SECONDS ?= 20
# clang finds fault with NULL + 0, which C23's successor allows and no compiler minds.
FUZZARG := B=$(B)/fuzz CC=$(CLANG) CFLAGS="-O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize=pointer-overflow -fno-sanitize-recover=undefined"
FUZZ    := $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/fuzz_*.c))

$(B)/tests/fuzz/%: tests/fuzz/%.c tests/fuzz/fuzz.h $(filter-out %/main.o,$(CMDOBJ)) $(B)/libbextract.a
	@mkdir -p $(@D)
	$(CC) $(CSTD) $(WARN) $(CFLAGS) -fsanitize=fuzzer $(PKG) -Iextract -o $@ $< $(filter %.o %.a,$^) $(PKGLIBS) $(PKGTEST) -ldl

fuzz: $(FIRST)  ## run every fuzz target for SECONDS (20); what begins it and its words: tests/fuzz/run.sh
	@[ -n "$(CLANG)" ] || { echo "fuzz needs clang: make deps-test"; exit 1; }
	@$(MAKE) -s --no-print-directory $(FUZZARG) $(FUZZ:%=$(B)/fuzz/tests/fuzz/%)
	@tests/fuzz/run.sh $(B)/fuzz $(SECONDS) $(FUZZ)

D = $(DESTDIR)$(PREFIX)
install: all  ## into PREFIX (/usr/local), below DESTDIR
	install -d $(D)/bin $(D)/lib/pkgconfig $(D)/include $(D)/share/man/man1 $(D)/share/bash-completion/completions
	install $(B)/bextract $(D)/bin/bextract
	install -m 644 $(B)/libbextract.a $(D)/lib/
	install -m 755 $(SHARED) $(D)/lib/
	ln -sf $(notdir $(SHARED)) $(D)/lib/$(SONAME)
	ln -sf $(SONAME) $(D)/lib/libbextract.so
	sed 's|^prefix=.*|prefix=$(PREFIX)|' $(B)/bextract.pc > $(D)/lib/pkgconfig/bextract.pc
	install -m 644 extract/bextract.h $(D)/include/
	install -m 644 $(B)/bextract.1 $(D)/share/man/man1/
	install -m 644 $(B)/bextract.bash $(D)/share/bash-completion/completions/bextract
	for mo in $(MO:$(B)/locale/%=%); do install -D -m 644 $(B)/locale/$$mo $(D)/share/locale/$$mo; done

uninstall:  ## remove what install put there
	rm -f $(D)/bin/bextract $(D)/lib/libbextract.a $(D)/lib/$(notdir $(SHARED)) $(D)/lib/$(SONAME) \
	    $(D)/lib/libbextract.so $(D)/lib/pkgconfig/bextract.pc $(D)/include/bextract.h \
	    $(D)/share/man/man1/bextract.1 $(D)/share/bash-completion/completions/bextract \
	    $(MO:$(B)/%=$(D)/share/%)

clean:  ## remove build/
	rm -rf $(B)

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | sed 's/|/\t/' | expand -t 24

-include $(B)/extract/prepare.d $(LIBOBJ:.o=.d) $(CMDOBJ:.o=.d) $(UNIT:=.d)
