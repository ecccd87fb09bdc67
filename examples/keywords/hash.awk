# Gives each word of keywords.txt one of 64 slots, and prints the word and its slot.

BEGIN {
  letters = "abcdefghijklmnopqrstuvwxyz"
  while ((getline word < "keywords.txt") > 0) print word, slot(word)
}

function code(word, place) {
  return index(letters, substr(word, place, 1))
}

# EVOLVE-BLOCK-START
function slot(word,   hash) {
  hash = length(word) * 7
  hash = hash + code(word, 1) * 3
  hash = hash + code(word, 2) * 5
  hash = hash + code(word, length(word)) * 11
  return hash % 64
}
# EVOLVE-BLOCK-END
