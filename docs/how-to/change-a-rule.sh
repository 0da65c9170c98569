#!/usr/bin/env bash
# The council agrees another length for one of its own time limits: previewed, counted again by arithmetic of its own from
# the receipts of every open deadline that goes by it, applied, compared, told, taken back. In the end the bytes of every
# deadline are what they were.
#
#   docs/how-to/change-a-rule.sh [AMOUNT]     against http://localhost:3000, or KEPT_URL; AMOUNT is 5 working days
#
# Needs psql as well: DATABASE_URL of the administrator, or npm start of this folder (or KEPT_DATA_DIR).
source "$(dirname "${BASH_SOURCE[0]}")/walking.sh"

amount="${1:-5}"
limit=challenge-card/triage
change() { call "$1" POST "/local-limits/$limit" "{\"amount\":\"${amount}wd\",\"effectiveFrom\":\"$since\",\"agreedBy\":\"Corporate Parenting Panel\",\"reason\":\"Agreed at its meeting\",\"dryRun\":$2}"; }
days() { call administrator GET "/calendars/$1"; answer 'it.years.flatMap((one) => one.days).map((one) => one.date).join()'; }
equal() { cmp "$1" "$2" >/dev/null || fail "$3: $(diff "$1" "$2" | grep -c '^[<>]') lines differ"; printf '       %s: equal\n' "$3"; }

call administrator GET /session
step 200 'the administrator is signed in'
since="$(answer it.clock.today)"
printf '       from today, %s, a card is to be triaged within %s working days\n' "$since" "$amount"

printf '\nWhat stands\n'
call officer GET /rules
step 200 'the rules, read by the panel officer'
printf '       %s rules, the text of %s of them not seen\n' "$(answer it.rules.length)" "$(answer 'it.rules.filter((one) => ["secondary", "packs"].includes(one.textSeen)).length')"
call officer GET /local-limits
is "it.limits.find((one) => one.workflow.key + '/' + one.limit === '$limit').today.amount" 10wd
step 200 'the limits of this council: ten working days to triage a card'

printf '\nA card that goes by it\n'
make participation "{\"workflow\":\"challenge-card\",\"title\":\"A card\",\"fields\":{\"question\":\"Why?\",\"raisedBy\":\"ocypc\",\"raisedOn\":\"$since\"}}"
card="$made"

printf '\nThe preview\n'
change officer true
step 403 'asked for by the panel officer'
call administrator POST "/local-limits/$limit" "{\"amount\":\"-5wd\",\"effectiveFrom\":\"$since\",\"agreedBy\":\"The panel\",\"reason\":\"Backwards\",\"dryRun\":true}"
step 422 'a limit that counts forward, counted back'
names amount
change administrator true
step 200 'asked for by the administrator'
cp "$work/body" "$work/preview"
answer 'it.moved.map((one) => `       ${one.reference}  ${one.title}: ${one.from} to ${one.to}`).join("\n")' | sed '/^$/d'
printf '       late by it: %s; further items out of sight: %s\n' "$(answer 'it.late.join(", ") || "nothing"')" "$(answer it.unseen)"
deadlines "$work/before"

printf '\nCounted again\n'
holidays="$(days england-and-wales),$(days council-closures)"
query "select json_build_object('reference', w.reference, 'key', d.key, 'dueOn', d.due_on, 'startedOn', d.started_on,
  'touched', d.agreed_on is not null or d.suspensions <> '[]'::jsonb)
  from deadlines d join work_items w on w.id = d.work_item_id
  where d.status in ('running', 'suspended') and d.versions #>> '{local,key}' = '$limit'" >"$work/open"
# Ten working days by hand, which has to come to the date that the deadline has; then the new length, for what started on
# or after the day from which it holds.
node -e '
  const [openFile, previewFile, holidays, since, amount] = process.argv.slice(1);
  const lines = require("node:fs").readFileSync(openFile, "utf8").trim().split("\n").map((line) => JSON.parse(line));
  const preview = JSON.parse(require("node:fs").readFileSync(previewFile, "utf8"));
  const off = new Set(holidays.split(","));
  const next = (date) => new Date(Date.parse(date) + 86400000).toISOString().slice(0, 10);
  const works = (date) => ![0, 6].includes(new Date(date).getUTCDay()) && !off.has(date);
  const count = (date, days) => {
    for (let left = days; left > 0; ) { date = next(date); if (works(date)) left -= 1; }
    return date;
  };
  const plain = lines.filter(({ touched }) => !touched);
  const wrong = plain.filter(({ startedOn, dueOn }) => count(startedOn, 10) !== dueOn);
  if (wrong.length > 0) { console.error({ wrong }); process.exit(1); }
  const own = plain.filter(({ startedOn }) => startedOn >= since).map((line) => ({ ...line, to: count(line.startedOn, Number(amount)) }));
  const words = (all) => all.map((one) => one.join(" ")).sort();
  const seen = new Set(preview.moved.map(({ reference }) => reference));
  const mine = words(own.filter(({ reference }) => seen.has(reference)).map(({ reference, key, dueOn, to }) => [reference, key, dueOn, to]));
  const told = words(preview.moved.map(({ reference, deadline, from, to }) => [reference, deadline, from, to]));
  const unseen = own.filter(({ reference }) => !seen.has(reference)).length;
  console.log(`       ${lines.length} open dates go by it, ${plain.length} of them neither agreed anew nor suspended: each comes to its date`);
  console.log(`       ${own.length} started on or after ${since}`);
  if (JSON.stringify(mine) !== JSON.stringify(told) || unseen !== preview.unseen) { console.error({ mine, told, unseen }); process.exit(1); }
  console.log("       the preview lists exactly these");
' "$work/open" "$work/preview" "$holidays" "$since" "$amount" || fail 'the preview is not what counting comes to'

printf '\nFor good\n'
change administrator false
step 200 'applied'
changed="$(answer it.change)"
[ "$(answer it.moved)" = "$(json it.moved <"$work/preview")" ] || fail 'it is not as the preview said'
printf '       as the preview said\n'
change administrator false
step 422 'applied twice'
call participation GET "/work-items/$card/history?limit=50"
is 'it.events.at(-1).type' deadline-recalculated
is 'it.events.at(-1).reason' 'Agreed at its meeting'
printf '       the history of %s says which limit changed and why\n' "$card"
[ "$(query "select count(*) from notices n join work_items w on w.id = n.work_item_id where w.reference = '$card' and n.kind = 'date-moved'")" = 1 ] || fail 'its owner was not told'
printf '       its owner is told\n'
call administrator GET "/rule-changes?subject=$limit"
is 'it.changes[0].id' "$changed"
step 200 'it stands in the list of changes'

printf '\nVersions of a workflow\n'
call administrator GET /workflows/challenge-card/versions
newest="$(answer 'it.versions.at(-1).version')"
step 200 "the newest is $newest; open items of each: $(answer 'it.versions.map((one) => `${one.version}: ${one.open}`).join(", ")')"
call administrator POST /workflows/challenge-card/migrations "{\"to\":$((newest + 1)),\"reason\":\"There is none such\",\"dryRun\":true}"
step 422 'taken over into one that there is not'
names to

printf '\nTaken back\n'
call officer POST "/rule-changes/$changed/undo" '{}'
step 403 'by the panel officer'
call administrator POST "/rule-changes/$changed/undo" '{}'
step 200 'by the administrator'
call administrator POST "/rule-changes/$changed/undo" '{}'
step 409 'twice'
deadlines "$work/after"
equal "$work/before" "$work/after" 'the deadlines before and after'

printf '\nAs expected from end to end.\n'
