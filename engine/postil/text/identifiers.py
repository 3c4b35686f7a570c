"""Identifiers taken apart, and their words brought to one form.

>>> split_identifier("parseHTTPHeader2")
('parse', 'http', 'header', '2')
>>> [canonical(word) for word in split_identifier("max_idx")]
['maximum', 'index']
"""

from __future__ import annotations

import re
from functools import lru_cache

# An acronym (with a plural s), capitals before a capitalised word, a word, digits, letters of other scripts.
_PART = re.compile(r"[A-Z]{2,}s(?![a-z])|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_A-Za-z]+")
_LONGEST = 256

# full word <- what programmers write for it
_ABBREVIATIONS = """
address addr; administrator admin; algorithm algo; allocate alloc; amount amt; annotation annot;
application app; argument arg; arguments args argv; array arr; asynchronous async; attribute attr;
attributes attrs; authentication auth authn; authorization authz; average avg; background bg; balance bal;
batch bs; boolean bool; bound bnd; buffer buf buff; button btn; calculate calc; callback cb; category cat;
certificate cert; channel chan; character char ch; characters chars; child chld; class cls klass; clock
clk; coefficient coef coeff; column col; columns cols; command cmd; compare cmp; concatenate concat;
condition cond; configuration config cfg conf; connection conn; constant const; context ctx; control ctrl;
convert conv; coordinate coord; coordinates coords; copy cpy cp; count cnt; counter ctr; current cur curr;
customer cust; database db; date dt; debug dbg; decimal dec; decrement decr; default dflt; definition
defn; degree deg; delete del rm; delimiter delim; delta dlt; department dept; dependency dep; description
desc descr; destination dest dst; dictionary dict; difference diff; dimension dim;
directory dir; distance dist; distribution distr; document doc; documents docs; duration dur; element elem
elt; elements elems; employee emp; environment env; epsilon eps; error err; errors errs; evaluate eval;
event evt ev; exception exc; execute exec; expression expr; extension ext; extract extr; factor fac; field
fld; file fp fh; finish fin; float flt; foreground fg; format fmt; fraction frac; frequency freq; function
func fn fct; generate gen; generator rng; geometry geom; group grp; handle hnd; height ht; hexadecimal
hex; history hist; horizontal horiz; hour hr; hours hrs; image img; images imgs; implementation impl;
include incl; increment incr inc; index idx ind ndx; indexes indices idxs; information info; initialize
init initialise; input inp; insert ins; instance inst; instruction instr; integer int; interface iface;
interval intvl; item itm; items itms; iterate iter;  key k; keywords kwargs kw kws; label lbl;
language lang; latitude lat; left lft; length len; level lvl; library lib; license lic; limit lim; line
ln; link lnk; list lst; location loc; longitude lng lon; lower lo; manager mgr mngr; matrix mat; maximum
max; measure meas; memory mem; message msg; messages msgs; metadata meta; method meth; millisecond ms;
minimum min; minute mins; miscellaneous misc; model mdl; module mod; month mon; multiply mul mult; name
nm; navigation nav; negative neg; neighbour neighbor nb nbr neigh; neighbours neighbors nbrs; network net;
node nd; normalize norm normed; notification notif; number num nr; numbers nums; object obj; objects objs;
observation obs; operation op; operations ops; operator oper; optimize opt; option optn; options opts;
organization org; original orig; output out outp; package pkg; packet pkt; page pg; parameter param prm;
parameters params; parent par prnt; password pwd passwd pw; path pth; payload pld; payment pmt; percent
pct perc; performance perf; permission perm; permissions perms; phone tel; picture pic; pixel px; point
pt; pointer ptr; points pts; population pop; position pos; precision prec; predicate pred; preference
pref; prefix pfx; previous prev; price prc; priority prio; probability prob proba; process proc; processor
cpu; product prod; production prd; profile prof; program prog; project proj; properties props; property
prop; protocol proto; publish pub; quantity qty; query qry; queue q; random rand rnd; range rge; receive
recv rcv; record rec; records recs; rectangle rect; recursive recur; reference ref; references refs; regex
regexp re rgx; region reg; register regstr; relative rel; remove rmv; repository repo; request req;
requests reqs; resource rsrc; response resp; result res; return ret rtn; revision rev; right rgt; sample
smp; scheduler sched; second sec; seconds secs; section sect; segment seg; selection sel; separator sep;
sequence seq; serial ser; server srv svr; service svc; session sess; signature sig; similarity sim; size
sz; socket sock; source src; specification spec; square sq; stack stk; standard std; state st; statement
stmt; statistics stats stat; string str; strings strs; structure struct; subject subj; subscribe sub;
substitute subst; substring substr; suffix sfx; summary summ; symbol sym; synchronize sync; system sys;
table tbl; target tgt; temperature temp; template tmpl tpl; temporary tmp; threshold thresh thr; timestamp
ts; token tok; tokens toks; total tot; transaction txn tx; transform xform; translate trans; truncate
trunc; tuple tup; unicode utf; unique uniq; update upd; upper hi; user usr; users usrs; utilities utils;
utility util; value val v; values vals; variable var; variables vars; vector vec; vectors vecs; velocity
vel; verify verif; version ver vers; vertex vtx vert; vertical vertic; visualize viz; volume vol; warning
warn; week wk; weight wt wgt; width wd; window win; year yr; years yrs
"""

_FULL = {
    short: full
    for full, *shorts in (entry.split() for entry in _ABBREVIATIONS.split(";"))
    for short in shorts
}


@lru_cache(maxsize=4_096)
def split_identifier(name: str) -> tuple[str, ...]:
    """The lower-case words of an identifier in snake, camel or any mixed case, digits apart.

    ``HTTPServer2`` gives ``http server 2``; underscores, dots and other signs separate and are dropped.
    Only the first 256 characters are read.
    """
    return tuple(_PART.findall(name[:_LONGEST].lower())) if name.islower() else _split_cased(name[:_LONGEST])


def _split_cased(name: str) -> tuple[str, ...]:
    return tuple(part.lower() for part in _PART.findall(name))


@lru_cache(maxsize=4_096)
def canonical(word: str) -> str:
    """The full word for a usual abbreviation (``idx`` -> ``index``); any other word as it is, lower-case.

    An abbreviation with several readings has the one that is met most in code (``res`` -> ``result``).
    """
    lower = word.lower()
    return _FULL.get(lower, lower)
