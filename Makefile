# bextract - everything generated goes under build/. `make help` lists the targets.
CC      ?= cc
PREFIX  ?= /usr/local
B       := build
LIBS    := libpcre2-8 libutf8proc
PKG     := $(shell pkg-config --cflags $(LIBS) 2>/dev/null)
PKGLIBS := $(shell pkg-config --libs $(LIBS) 2>/dev/null) -lcsv -lpthread
WARN    := -Wall -Wextra -Wshadow -Wconversion
CFLAGS  ?= -O2 -g
CSTD    := -std=c11 -D_GNU_SOURCE -fvisibility=hidden -fPIC

# The library is every stage; the command is main.c, options.c, manual.c and run/, thin clients of it.
COMMAND := extract/main.c extract/options.c extract/manual.c $(wildcard extract/run/*.c)
LIBRARY := $(filter-out $(COMMAND),$(wildcard extract/*.c extract/*/*.c))
LIBOBJ  := $(LIBRARY:%.c=$(B)/%.o) $(B)/embedded.o
CMDOBJ  := $(COMMAND:%.c=$(B)/%.o)
PATTERN := $(sort $(shell find patterns -name '*.pcre' -o -name '*.csv'))
UNIT    := $(patsubst tests/unit/%.c,$(B)/tests/unit/%,$(wildcard tests/unit/test_*.c))

.PHONY: all check check-unit clean FORCE
# The program links once the pipeline (bextract.c) is there.
all: $(B)/libbextract.a $(if $(wildcard extract/bextract.c),$(B)/bextract,$(CMDOBJ))

$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CSTD) $(WARN) $(CFLAGS) $(PKG) -MMD -MP -c -o $@ $<

# Everything under patterns/ is built in. patterns.list changes when a file comes or goes.
$(B)/patterns.list: FORCE
	@mkdir -p $(@D)
	@echo $(PATTERN) | cmp -s - $@ || echo $(PATTERN) > $@

$(B)/embedded.c: $(B)/patterns.list $(PATTERN) extract/embed.sh
	sh extract/embed.sh $(PATTERN) > $@.new && mv $@.new $@

$(B)/embedded.o: $(B)/embedded.c extract/recognize/pattern_set.h
	$(CC) $(CSTD) $(WARN) $(CFLAGS) $(PKG) -c -o $@ $<

$(B)/libbextract.a: $(LIBOBJ)
	@rm -f $@
	$(AR) rcs $@ $^

$(B)/bextract: $(CMDOBJ) $(B)/libbextract.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(PKGLIBS)

# tests/unit/test_X.c is a program of its own, linked with the library.
$(B)/tests/unit/%: tests/unit/%.c $(B)/libbextract.a
	@mkdir -p $(@D)
	$(CC) $(CSTD) $(WARN) $(CFLAGS) $(PKG) -Iextract -MMD -MP -o $@ $< $(B)/libbextract.a $(PKGLIBS) -lcmocka

check-unit: $(UNIT)
	@set -e; for t in $(UNIT); do ./$$t; done

check: check-unit

clean:
	rm -rf $(B)

-include $(LIBOBJ:.o=.d) $(CMDOBJ:.o=.d) $(UNIT:=.d)
