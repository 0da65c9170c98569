#!/usr/bin/env bash
# Counts the figures of the panel's papers over the items of a running Kept, each beside what is printed; then lists what
# they open, and shows which figures move when one case is taken out (in a transaction that is rolled back).
#
#   docs/how-to/figures/figures.sh            against npm start of this folder (or KEPT_DATA_DIR), or DATABASE_URL
#   docs/how-to/figures/figures.sh figures    only the figures; or: lists, without-one-case
#
# Needs psql. The address must be that of the database's administrator; npm start leaves it in stack.json. Status 1 where a
# figure differs from what is printed.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
data="${KEPT_DATA_DIR:-$here/../../../.data}"
address="${DATABASE_URL:-}"
if [ -z "$address" ]; then
  [ -f "$data/stack.json" ] || { echo "No database: set DATABASE_URL, or run npm start first (nothing is in $data)." >&2; exit 2; }
  address="$(node -p 'JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8")).admin' "$data/stack.json")"
fi
command -v psql >/dev/null || { echo "psql is not on the PATH: install the client of PostgreSQL." >&2; exit 2; }

parts=(figures lists without-one-case)
[ $# -gt 0 ] && parts=("$@")
files=(-f "$here/figures-view.sql")
for part in "${parts[@]}"; do files+=(-f "$here/$part.sql"); done

out="$(psql "$address" --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --pset=pager=off --pset=null= "${files[@]}")"
printf '%s\n' "$out"
# Without a case the figures are meant to differ: only what stands before that counts.
if printf '%s\n' "$out" | sed '/taken out/,$d' | grep -q DIFFERS; then exit 1; fi
