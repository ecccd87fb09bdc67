# Reads words and their slots from standard input; prints how many words share a slot with one
# before them. Fails unless every word of keywords.txt is there, in its order, in one of 64 slots.

BEGIN {
  while ((getline word < "keywords.txt") > 0) wanted[++count] = word
}

{
  if ($1 != wanted[NR]) complain("line " NR " is not about " wanted[NR])
  if ($2 !~ /^(0|[1-9][0-9]?)$/ || $2 > 63) complain($1 " has no slot from 0 to 63: " $2)
  if (taken[$2]++) collisions++
}

END {
  if (failed) exit 1
  if (NR != count) complain(NR " words instead of " count)
  if (!failed) printf "{\"collisions\": %d}\n", collisions
  exit failed
}

function complain(what) {
  if (!failed) print what > "/dev/stderr"
  failed = 1
  exit 1
}
