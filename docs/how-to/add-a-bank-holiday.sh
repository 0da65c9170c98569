#!/usr/bin/env bash
# Adds a bank holiday that nobody knew of: previewed, counted again by arithmetic of its own from the receipts of every open
# deadline in the database, added, compared, taken back. In the end the bytes of every deadline are what they were.
#
#   docs/how-to/add-a-bank-holiday.sh [DAY]     against http://localhost:3000, or KEPT_URL; DAY is 2020-03-02
#
# Needs psql as well: DATABASE_URL of the administrator, or npm start of this folder (or KEPT_DATA_DIR).
source "$(dirname "${BASH_SOURCE[0]}")/walking.sh"

day="${1:-2020-03-02}"
change() { call "$1" POST /calendars/england-and-wales/changes "{\"add\":[{\"date\":\"$day\",\"name\":\"A day of thanks\"}],\"reason\":\"Announced today\",\"dryRun\":$2}"; }
days() { call administrator GET "/calendars/$1"; answer 'it.years.flatMap((one) => one.days).map((one) => one.date).join()'; }
equal() { cmp "$1" "$2" >/dev/null || fail "$3: $(diff "$1" "$2" | grep -c '^[<>]') lines differ"; printf '       %s: equal\n' "$3"; }

call administrator GET /session
step 200 'the administrator is signed in'
today="$(answer it.clock.today)"
printf '       today is %s, the new day is %s\n' "$today" "$day"

printf '\nThings that count over it, and one that does not\n'
make participation "{\"workflow\":\"challenge-card\",\"title\":\"A card\",\"fields\":{\"question\":\"Why?\",\"raisedBy\":\"ocypc\",\"raisedOn\":\"$today\"}}"
move participation "$made" triage "{\"kind\":\"collective\",\"screenedOn\":\"$today\"}"
move director "$made" accept '{"director":"corporate-director","ownerPost":"corporate-parenting-officer"}'
step 200 'a card, accepted: 20 working days'
make referrer '{"workflow":"initial-health-assessment","title":"Walked","fields":{"caseReference":"W9002","cameIntoCareOn":"2020-02-10"}}'
make referrer '{"workflow":"safety-pod-stay","title":"Walked","fields":{"caseReference":"W9003","movedInOn":"2020-02-10"}}'

printf '\nThe preview\n'
change officer true
step 403 'asked for by the panel officer'
change administrator true
step 200 'asked for by the administrator'
cp "$work/body" "$work/preview"
answer 'it.moved.map((one) => `       ${one.reference}  ${one.title}: ${one.from} to ${one.to}`).join("\n")' | sed '/^$/d'
printf '       late by it: %s; further items out of sight: %s\n' "$(answer 'it.late.join(", ") || "nothing"')" "$(answer it.unseen)"
deadlines "$work/before" versions

printf '\nCounted again\n'
holidays="$(days england-and-wales),$(days council-closures)"
query "select json_build_object('reference', w.reference, 'key', d.key, 'dueOn', d.due_on, 'fixed', d.agreed_on is not null,
  'receipt', d.receipt) from deadlines d join work_items w on w.id = d.work_item_id where d.status in ('running', 'suspended')" >"$work/open"
# The receipt's own words, walked with working days counted by hand: first with the days of today, which has to come to the
# date that the deadline has, then with the new one among them.
node -e '
  const [openFile, previewFile, holidays, added] = process.argv.slice(1);
  const lines = require("node:fs").readFileSync(openFile, "utf8").trim().split("\n").map((line) => JSON.parse(line));
  const preview = JSON.parse(require("node:fs").readFileSync(previewFile, "utf8"));
  const next = (date, by) => new Date(Date.parse(date) + by * 86400000).toISOString().slice(0, 10);
  const works = (date, off) => ![0, 6].includes(new Date(date).getUTCDay()) && !off.has(date);
  const count = (start, amount, { by, clear }, off) => {
    let date = start;
    for (let left = amount; left > 0; ) { date = next(date, by); if (works(date, off)) left -= 1; }
    if (clear) do date = next(date, by); while (!works(date, off));
    return date;
  };
  const walk = ({ receipt }, off) => {
    let at = null, start = null, counts = false;
    for (const { step, date, text } of receipt) {
      if (step === "start") start = /\(the date above\)/.test(text) ? at : date;
      if (step !== "counted") continue;
      const [, amount] = /^(\d+) working days?/.exec(text) ?? [];
      if (amount === undefined) { at = /^The same day/.test(text) ? start : date; continue; }
      counts = true;
      at = count(start, Number(amount), { by: /counted back/.test(text) ? -1 : 1, clear: /clear of both ends/.test(text) }, off);
    }
    return { at, counts };
  };
  const known = new Set(holidays.split(",")), then = new Set([...known, added]);
  const counting = lines.filter((line) => !line.fixed && walk(line, known).counts);
  const wrong = counting.filter((line) => walk(line, known).at !== line.dueOn);
  if (wrong.length > 0) { console.error("not counted again: " + wrong.map((one) => `${one.reference} ${one.key} ${walk(one, known).at} for ${one.dueOn}`).join(", ")); process.exit(1); }
  const own = counting.map((line) => ({ ...line, to: walk(line, then).at })).filter(({ dueOn, to }) => to !== dueOn);
  const words = (all) => all.map((one) => one.join(" ")).sort();
  const seen = new Set(preview.moved.map(({ reference }) => reference));
  const mine = words(own.filter(({ reference }) => seen.has(reference)).map(({ reference, key, dueOn, to }) => [reference, key, dueOn, to]));
  const told = words(preview.moved.map(({ reference, deadline, from, to }) => [reference, deadline, from, to]));
  const unseen = new Set(own.map(({ reference }) => reference).filter((reference) => !seen.has(reference)));
  console.log(`       ${lines.length} open deadlines, ${counting.length} of them in working days: each comes to its date`);
  console.log(`       ${own.length} count over the day: ${mine.length} that the administrator sees, and those of ${unseen.size} further items`);
  if (JSON.stringify(mine) !== JSON.stringify(told) || unseen.size !== preview.unseen) { console.error({ mine, told, unseen: [...unseen] }); process.exit(1); }
  console.log("       the preview lists exactly these");
' "$work/open" "$work/preview" "$holidays" "$day" || fail 'the preview is not what counting comes to'

printf '\nFor good\n'
change administrator false
step 200 'added'
changed="$(answer it.change)"
[ "$(answer it.moved)" = "$(json it.moved <"$work/preview")" ] && [ "$(answer it.unseen)" = "$(json it.unseen <"$work/preview")" ] || fail 'it is not as the preview said'
printf '       as the preview said\n'
change administrator false
step 422 'added twice'
names add.0
call referrer GET "/work-items?workflow=initial-health-assessment&sort=-created&limit=1"
call referrer GET "/work-items/$(answer 'it.items[0].reference')"
[ "$day" != 2020-03-02 ] || due health-initial 2020-03-10

printf '\nTaken back\n'
call officer POST "/calendars/changes/$changed/undo" '{}'
step 403 'by the panel officer'
call administrator POST "/calendars/changes/$changed/undo" '{}'
step 200 'by the administrator'
call administrator POST "/calendars/changes/$changed/undo" '{}'
step 409 'twice'
deadlines "$work/after" versions
equal "$work/before" "$work/after" 'the deadlines before and after'

printf '\nAs expected from end to end.\n'
