#!/usr/bin/env bash
# Moves the panel's meeting of 19 July 2018 by a week and back: first in a dry run, then for good. Says what moves and what
# becomes late, that the dry run changed nothing and foretold all, and that the bytes of every deadline are in the end what
# they were.
#
#   docs/how-to/move-a-meeting.sh     against http://localhost:3000, or KEPT_URL, of a Kept of its own:
#       KEPT_NOW=2018-07-10T09:00 KEPT_DATA_DIR=.data-2018 PORT=3018 npm start
#       KEPT_DATA_DIR=.data-2018 KEPT_URL=http://localhost:3018 docs/how-to/move-a-meeting.sh
# Needs psql as well.
source "$(dirname "${BASH_SOURCE[0]}")/walking.sh"

shift_to() { call "$1" PATCH "/meetings/$meeting" "{\"date\":\"$2\",\"dryRun\":$3}"; }
equal() { cmp "$1" "$2" >/dev/null || fail "$3: $(diff "$1" "$2" | grep -c '^[<>]') lines differ"; printf '       %s: equal\n' "$3"; }

call democratic-services GET /session
step 200 'the democratic services officer is signed in'
today="$(answer it.clock.today)"
printf '       today is %s\n' "$today"
[[ "$today" < 2018-07-19 ]] || fail 'the meeting of 19 July 2018 is over: start Kept with KEPT_NOW=2018-07-10T09:00'
call democratic-services GET '/meetings?body=corporate-parenting-panel&from=2018-07-19&limit=1'
meeting="$(answer 'it.meetings[0].date === "2018-07-19" ? it.meetings[0].id : null')"
[ -n "$meeting" ] || fail 'the panel does not meet on 19 July 2018'
printf '       the agenda of 19 July is due on %s\n' "$(answer 'it.meetings[0].agendaOn')"
deadlines "$work/before"

printf '\nRefused\n'
shift_to chair 2018-07-26 true
step 403 'moved by the chair'
shift_to democratic-services 2018-06-01 true
step 409 'to a day on which the panel met already'
shift_to democratic-services 2018-02-30 true
step 400 'to a day that is not'

printf '\nA week later, in a dry run\n'
shift_to democratic-services 2018-07-26 true
step 200 'the dry run'
moved="$(answer 'it.moved')"; late="$(answer 'it.late')"; unseen="$(answer it.unseen)"
answer 'it.moved.map((one) => `       ${one.reference}  ${one.title}: ${one.from} to ${one.to}`).join("\n")'
printf '       late by it: %s; further items out of sight: %s\n' "$(answer 'it.late.join(", ") || "nothing"')" "$unseen"
[ "$(answer it.moved.length)" -gt 0 ] || fail 'nothing hangs on the meeting'
deadlines "$work/dry"
equal "$work/before" "$work/dry" 'the deadlines after the dry run'

printf '\nFor good\n'
shift_to democratic-services 2018-07-26 false
step 200 'moved'
[ "$(answer it.moved)" = "$moved" ] && [ "$(answer it.late)" = "$late" ] || fail 'it is not as the dry run said'
printf '       as the dry run said; the agenda is now due on %s\n' "$(answer it.meeting.agendaOn)"
# Counted by hand: how many rows have another due date than before.
deadlines "$work/after"
rows="$(node -e '
  const [before, after] = process.argv.slice(1).map((file) => require("node:fs").readFileSync(file, "utf8").trim().split("\n"));
  const due = (line) => JSON.parse(line.slice(line.indexOf("|") + 1)).due_on;
  console.log(JSON.stringify(before.flatMap((line, at) =>
    due(line) === due(after[at]) ? [] : [`${line.split("|")[0]} ${due(line)} ${due(after[at])}`]).sort()));
' "$work/before" "$work/after")"
told="$(printf '%s' "$moved" | json 'it.map((one) => `${one.reference} ${one.from} ${one.to}`).sort()')"
[ "$unseen" != 0 ] || [ "$rows" = "$told" ] || fail "the database says $rows"
printf '       %s deadlines have another date in the database\n' "$(printf '%s' "$rows" | json it.length)"
answer 'it.moved.map((one) => one.reference).filter((one, at, all) => all.indexOf(one) === at).join("\n")' | while read -r reference; do
  call democratic-services GET "/work-items/$reference"
  printf '       %s is %s\n' "$reference" "$(answer 'it.overdue ? "late" : `due next on ${it.nextDueOn}`')"
done

printf '\nWhat becomes late if the panel meets tomorrow\n'
shift_to democratic-services 2018-07-11 true
step 200 'a dry run to 11 July'
answer 'it.moved.map((one) => `       ${one.reference}  ${one.title}: ${one.from} to ${one.to}`).join("\n")'
printf '       late by it: %s\n' "$(answer 'it.late.join(", ") || "nothing"')"

printf '\nAnd back\n'
shift_to democratic-services 2018-07-19 false
step 200 'moved back'
deadlines "$work/back"
equal "$work/before" "$work/back" 'the deadlines before and after'

printf '\nAs expected from end to end.\n'
