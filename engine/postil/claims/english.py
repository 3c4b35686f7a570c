"""English words and phrases for the concepts of ``concepts.py``, in all their forms."""

from __future__ import annotations

# concept: verbs that claim it where they are what a clause tells to do ("Add x to y", "..., then add x")
_VERBS = """
add: add plus increment increase raise_by accumulate
subtract: subtract deduct decrement decrease reduce withdraw
multiply: multiply
divide: divide
double: double
halve: halve
append: append suffix terminate
prepend: prepend prefix
insert: insert
delete: delete remove discard erase unlink
create: create
allocate: allocate
free: free deallocate
push: push
pop: pop
open: open
close: close
read: read
write: write
load: load
save: save
serialize: serialize serialise
deserialize: deserialize deserialise
encode: encode
decode: decode
encrypt: encrypt
decrypt: decrypt
compress: compress
decompress: decompress uncompress
escape: escape
unescape: unescape
pack: pack
unpack: unpack
enable: enable activate
disable: disable deactivate
start: start launch
stop: stop
connect: connect
disconnect: disconnect
acquire: acquire
release: release
lock: lock
unlock: unlock
attach: attach
detach: detach
register: register
unregister: unregister deregister
show: show
hide: hide
send: send
receive: receive
upload: upload
download: download
install: install
uninstall: uninstall
pause: pause
resume: resume
grant: grant
revoke: revoke
commit: commit
import: import
export: export
mount: mount
unmount: unmount
subscribe: subscribe
unsubscribe: unsubscribe
join: join concatenate
split: split
continue: skip
swallow: swallow suppress
reraise: reraise
"""
_IRREGULAR = {
    "read": "read reads reading",
    "write": "write writes writing wrote written",
    "send": "send sends sending sent",
    "show": "show shows showing showed shown",
    "hide": "hide hides hiding hid hidden",
    "split": "split splits splitting",
    "stop": "stop stops stopping stopped",
    "pop": "pop pops popping popped",
    "commit": "commit commits committing committed",
    "unpack": "unpack unpacks unpacking unpacked",
    "skip": "skip skips skipping skipped",
    "raise_by": "",
}
# concept: verbs that claim it with a particle behind their object ("round the value up")
_APART = """
ceil: round|rounds|rounded|rounding up
floor: round|rounds|rounded|rounding down
subtract: take|takes|taken|taking off
"""
# concept: phrases that claim it anywhere
_PHRASES = """
add: add up|sum of|the sum|added to|adds up
subtract: difference between|difference of|the difference|subtracted from|deducted from|taken off
double: twice as|doubled|doubles|doubling|double the|twice the|twice as long
halve: halved|halves|halving|half the|half as
append: at the end of the list|at the back of|to the back of|at the tail of|to the end of|appended|appends
to_back: at the end|at its end|onto the end
prepend: prepended|ahead of all|before all others|in front of|to the front of|to the beginning of the list|to the start of the list|at the front of|put first
min: smallest|minimum|lowest|shortest|fewest|least recent
max: largest|maximum|highest|longest|greatest|biggest
smaller: smaller of|lesser of|lower of|shorter of|the smaller|the lesser|earlier of
larger: larger of|greater of|higher of|longer of|bigger of|the larger|the greater|later of
first: the first|first element|first item|first one|first entry|first character|first line
last: the last|last element|last item|last one|last entry|last character|last line|the final|final element
ascending: ascending|increasing order|smallest first|lowest first|oldest first|earliest first|shortest first|smallest to largest|shortest to longest|smallest to biggest|oldest to newest|earliest to latest|low to high|lowest to highest|non decreasing|alphabetical order|alphabetically
descending: descending|decreasing order|largest first|highest first|newest first|latest first|longest first|biggest first|most recent first|largest to smallest|longest to shortest|biggest to smallest|newest to oldest|latest to earliest|high to low|highest to lowest|non increasing|most frequent first
upper: uppercase|upper case|upper cased|uppercased|uppercases|capital letters|all caps|capitals
lower: lowercase|lower case|lower cased|lowercased|lowercases|small letters
all: all|every|each and every|both
any: any|at least one|some|one of|either
union: union|either set|combined set
intersection: intersection|common elements|in both
keys: each key|every key|all keys|the keys
values: each value|every value|all values|the values
prefix: starts with|start with|starting with|begins with|begin with|beginning with
suffix: ends with|end with|ending with
leading: leading|left side|on the left|from the left|from the start
trailing: trailing|right side|on the right|from the right|from the end
floor: round down|rounds down|rounded down|rounding down|floor|floored
ceil: round up|rounds up|rounded up|rounding up|ceiling
in_place: in place|inplace
copy: a copy|sorted copy|reversed copy|modified copy|a new copy|shallow copy|deep copy|copies|copied|copy of|new list|new dict|new dictionary|new set|a new object|fresh list|fresh copy|without modifying|without changing
recursive: recursively|recursive|all subdirectories|all levels|deeply nested|including subdirectories|all subfolders|nested levels|entire tree|whole tree
flat: non recursively|directly in|top level only|only the top level|immediate children|direct children
file_start: start of the file|beginning of the file|start of the stream|beginning of the stream|front of the file
file_end: end of the file|end of the stream
continue: continue with the next|continue to the next|go on to the next|move on to the next|skip it|skip them|skip this|skip each|skipped|next iteration|go on with the next|moves on to the next|go to the next
break: break out|leave the loop|exit the loop|end the loop|stop the loop|terminate the loop|stop looping|ends the loop|exits the loop|stops the loop|leaves the loop|stop iterating|stop searching|stop scanning|stop there|quit the loop|abort the loop
swallow: swallowed|silently ignored|silently ignore|is ignored|are ignored|is suppressed|ignore the error|ignore the exception|ignore errors|swallows|silently dropped
reraise: re raise|re raised|re raises|reraised|reraises|propagate|propagates|propagated|passed on to the caller|pass it on|pass the error on|passes the error on|pass the exception on|passes the exception on|reaches the caller|reach the caller
fail: raise an error|raises an error|raise an exception|raises an exception|fails with|raised as an error|raised immediately|is raised|are raised
tolerate: ignored if|already exists is fine|without raising|without an error|without error|without complaint|does not raise|no error
overwrite: overwrite|overwrites|overwritten|replaces the earlier|replaces the previous|replaces any
accumulate: pile up|accumulates|accumulated|collected in one list|are all kept|grouped
decode: decoded|decodes
encode: encoded|encodes
upper_limit: at most|no more than|not more than|up to
read: for reading|read only|read mode|in read
write: for writing|write mode
lower_limit: at least|no fewer than|no less than
oldest: oldest|inserted first|added first|came first|arrived first|came in first|waited longest|waiting longest|least recently|stalest
newest: newest|inserted last|added last|came last|arrived last|came in last|most recent|most recently|freshest|latest
textual: as text|text mode|in text mode
binary: raw bytes|binary mode|as binary|in binary|as bytes|binary file
truncate: from scratch|truncated|truncates|truncating|starting over|old content is lost|emptied first|is overwritten
extend: for appending|append mode|appending to it|in append|to append
anchored: at the beginning of|at the start of|at its beginning|at its start|only at the beginning|only at the start|right at the start
anywhere: anywhere|somewhere in|at any position
before_part: part before|portion before|everything before|text before|piece before|side before|in front of the first|what stands before|what comes before|left of the
after_part: part after|portion after|everything after|text after|piece after|side after|what stands behind|what follows the|what comes after|right of the
concurrent: concurrently|in parallel|all at once|at the same time|start them all|simultaneously
sequential: one after another|one by one|sequentially|one at a time|in sequence
to_float: as a float|to a float|into a float|as floats|to floats|floating point number|as floating point
to_int: as an int|as an integer|to an int|to an integer|into an int|into an integer|as ints|as integers|to integers|to whole numbers|to a whole number|as a whole number
last_index: last index|last valid index|index of the last
length: one past the end|one past the last|past the end
forwards: from the beginning|left to right|front to back
backwards: from the back|right to left|back to front|backwards
digits: digits|digit
letters: letters|letter
preserve: left in place|stays in place|stays where it is|is preserved
read_lock: holds the read lock|hold the read lock|holding the read lock|acquires the read lock|acquire the read lock|lock for reading
write_lock: holds the write lock|hold the write lock|holding the write lock|acquires the write lock|acquire the write lock|lock for writing
row: each row|row by row|rows
column: each column|column by column|columns
"""

NEGATORS_EN = frozenset(
    "not no never without nothing none neither nor cannot instead rather unless except avoid avoids avoiding prevent prevents "
    "preventing don't doesn't isn't aren't won't can't didn't wasn't shouldn't unlike hardly rarely anymore preserve preserves preserving weren't hasn't haven't".split()
)
LEADING_WORDS = frozenset(
    "then now finally also first next and or to it this we please just simply only always again so here will must should by "
    "let us lets is are be gets get been it's that which function method helper code line".split()
)


def _forms(verb: str) -> list[str]:
    """The verb with -s, -ing and -ed."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb].split()
    stem = verb.removesuffix("e")
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [verb, verb[:-1] + "ies", verb + "ing", verb[:-1] + "ied"]
    return [verb, third, stem + "ing", stem + "ed"]


def _entries(table: str) -> list[tuple[str, str]]:
    lines = [line.split(": ", 1) for line in table.strip().split("\n")]
    return [(concept, words) for concept, words in lines]


def _phrases() -> tuple[dict[str, str], dict[str, dict[str, tuple[tuple[list[str], str], ...]]]]:
    alone: dict[str, str] = {}
    table: dict[str, dict[str, list[tuple[list[str], str]]]] = {}
    for concept, words in _entries(_PHRASES):
        for phrase in words.split("|"):
            first, *rest = phrase.split()
            if rest:
                table.setdefault(first, {}).setdefault(rest[0], []).append((rest, concept))
            else:
                alone.setdefault(first, concept)
    longest_first = {
        first: {
            second: tuple(sorted(entries, key=lambda entry: -len(entry[0])))
            for second, entries in seconds.items()
        }
        for first, seconds in table.items()
    }
    return alone, longest_first


VERBS_EN = {
    form: concept for concept, verbs in _entries(_VERBS) for verb in verbs.split() for form in _forms(verb)
}


def _apart() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = {}
    for concept, words in _entries(_APART):
        verbs, particle = words.split()
        for verb in verbs.split("|"):
            table.setdefault(verb, {})[particle] = concept
    return table


APART_EN = _apart()
"""Verb -> particle -> concept."""
WORDS_EN, PHRASES_EN = _phrases()
"""Concepts of single words; and first word -> second word -> all words but the first, and the concept."""
