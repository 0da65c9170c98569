# What the walks of this folder share: sourced, not run. A walk makes every call over HTTP, says what came back, and ends with
# status 1 at the first answer that is not the expected one. Needs bash, curl and node; against http://localhost:3000, or
# KEPT_URL.
set -euo pipefail

url="${KEPT_URL:-http://localhost:3000}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

fail() { printf '\nNOT AS EXPECTED: %s\n' "$*" >&2; exit 1; }

# json 'EXPRESSION over it' < JSON: the value as text; nothing where it is absent.
json() {
  node -e 'let text = ""; process.stdin.on("data", (chunk) => (text += chunk)).on("end", () => {
    const it = JSON.parse(text);
    const value = new Function("it", `return ${process.argv[1]}`)(it);
    console.log(value === undefined || value === null ? "" : typeof value === "string" ? value : JSON.stringify(value));
  })' "$1"
}

# token PERSONA: signs in once as that persona and makes a personal access token, as a script should.
token() {
  local persona="$1" file="$work/token-$1"
  if [ ! -s "$file" ]; then
    curl -sS --max-time 20 -c "$work/jar-$persona" -H 'Content-Type: application/json' -o "$work/session" \
      -d "{\"persona\":\"$persona\"}" "$url/api/session"
    curl -sS --max-time 20 -b "$work/jar-$persona" -H 'Content-Type: application/json' \
      -d '{"name":"life of a card","expiresInDays":1}' "$url/api/tokens" | json it.token >"$file"
  fi
  cat "$file"
}

# call PERSONA METHOD PATH [BODY] [HEADER…]: the answer in $status, $work/body and $work/head.
call() {
  local persona="$1" method="$2" path="$3" body="${4:-}" header
  shift 3; [ $# -gt 0 ] && shift
  local arguments=(-sS --max-time 30 -X "$method" -D "$work/head" -o "$work/body" -w '%{http_code}')
  arguments+=(-H "Authorization: Bearer $(token "$persona")")
  [ -n "$body" ] && arguments+=(-H 'Content-Type: application/json' -d "$body")
  for header in "$@"; do arguments+=(-H "$header"); done
  status="$(curl "${arguments[@]}" "$url/api$path")"
}

answer() { json "$1" <"$work/body"; }
header() { tr -d '\r' <"$work/head" | sed -n "s/^$1: //Ip"; }

# step STATUS WHAT: compares the last call's status and says what happened; refusals are printed with what is missing.
step() {
  local expected="$1" what="$2"
  [ "$status" = "$expected" ] || fail "$what: status $status instead of $expected: $(cat "$work/body")"
  if [ "$status" -ge 400 ]; then
    printf '  %s  %s\n       %s\n' "$status" "$what" "$(answer it.detail)"
    answer '(it.missing ?? []).map((one) => `       - ${one.field}: ${one.text}`).join("\n")' | sed '/^$/d'
  else
    printf '  %s  %s\n' "$status" "$what"
  fi
}

# comes PERSONA REFERENCE EXPRESSION VALUE: what time does by itself comes within a sweep or two; asked for at most 20 s.
comes() {
  local tries
  for tries in $(seq 40); do
    call "$1" GET "/work-items/$2"
    [ "$(answer "$3")" = "$4" ] && return
    sleep 0.5
  done
  fail "$3 is $(answer "$3") instead of $4 after 20 seconds"
}

is() { [ "$(answer "$1")" = "$2" ] || fail "$1 is $(answer "$1") instead of $2"; }
names() { [ "$(answer "(it.missing ?? []).some((one) => one.field === '$1')")" = true ] || fail "the refusal does not name $1"; }

move() { # PERSONA CARD TRANSITION FIELDS [REASON]
  local reason=""
  [ $# -ge 5 ] && reason=",\"reason\":\"$5\""
  call "$1" POST "/work-items/$2/transitions" "{\"transition\":\"$3\",\"fields\":$4$reason}"
}

make() { # PERSONA BODY: an item; its reference in $made
  call "$1" POST /work-items "$2"
  [ "$status" = 201 ] || fail "not made: status $status: $(cat "$work/body")"
  made="$(answer it.reference)"
  printf '  %s  %s is made, due %s\n' "$status" "$made" "$(answer it.nextDueOn)"
}

evidence() { # PERSONA REFERENCE TITLE
  call "$1" POST "/work-items/$2/evidence" "{\"title\":\"$3\",\"note\":\"Seen.\"}"
  step 200 'evidence added'
}

add() { # PERSONA REFERENCE RECORD FIELDS
  call "$1" POST "/work-items/$2/$3" "$4"
}

edit() { # PERSONA REFERENCE FIELDS
  call "$1" GET "/work-items/$2"
  call "$1" PATCH "/work-items/$2" "{\"fields\":$3}" "If-Match: $(header ETag)"
}

# deadline KEY FIELD: of the latest deadline with that key in the last answer; due KEY DATE: says when it is due, and fails
# where that is another day.
deadline() { answer "it.deadlines.filter((one) => one.key === '$1').at(-1)?.$2"; }
due() {
  [ "$(deadline "$1" dueOn)" = "$2" ] || fail "$1 is due on $(deadline "$1" dueOn) instead of $2"
  printf '       %s: due on %s\n' "$(deadline "$1" title)" "$2"
}

# query 'SQL': what the database of the walked Kept answers, one line a row. Its address is that of the administrator:
# DATABASE_URL, or what npm start leaves in stack.json of KEPT_DATA_DIR.
query() {
  local data="${KEPT_DATA_DIR:-$(dirname "${BASH_SOURCE[0]}")/../../.data}" address="${DATABASE_URL:-}"
  command -v psql >/dev/null || fail 'psql is not on the PATH: install the client of PostgreSQL'
  [ -n "$address" ] || [ -f "$data/stack.json" ] || fail "no database: set DATABASE_URL, or KEPT_DATA_DIR to that of the Kept at $url"
  [ -n "$address" ] || address="$(node -p 'JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8")).admin' "$data/stack.json")"
  psql "$address" --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --tuples-only --no-align --command "$1"
}

# deadlines FILE [COLUMN]: every deadline with all its columns, but for that one, as bytes in a file.
deadlines() {
  query "select w.reference, to_jsonb(d) - '${2:-}' from deadlines d join work_items w on w.id = d.work_item_id
    order by w.reference, w.id, d.key, d.occurrence" >"$1"
}
