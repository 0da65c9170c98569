#!/usr/bin/env bash
# The whole life of a challenge card over HTTP, with every refusal on the way: raised, triaged, presented, accepted,
# referred, started, answered, reopened by the young people's "partly", answered again, and kept.
#
#   docs/how-to/life-of-a-card.sh                      against http://localhost:3000, or KEPT_URL
#   docs/how-to/life-of-a-card.sh --replay KEY TITLE   sends a post again, e.g. after a restart: nothing new is made
#
# Needs bash, curl and node; ends with 1 at the first answer that is not the expected one.

source "$(dirname "${BASH_SOURCE[0]}")/walking.sh"

card() { printf '{"workflow":"challenge-card","title":"%s","fields":{"question":"Why do we wait so long for a passport?","raisedBy":"ocypc","raisedOn":"%s"}}' "$1" "$today"; }

call participation GET /session
step 200 'the participation worker is signed in'
today="$(answer it.clock.today)"
printf '       today is %s\n' "$today"

if [ "${1:-}" = --replay ]; then
  call participation POST /work-items "$(card "$3")" "Idempotency-Key: $2"
  step 201 'the same post again'
  [ "$(header Idempotency-Replayed)" = true ] || fail 'it was not replayed'
  printf '       %s: nothing new was made\n' "$(answer it.reference)"
  exit 0
fi

printf '\nRaised and triaged\n'
call participation POST /work-items "$(card 'Passports in time')"
step 201 'a card is raised'
is it.state raised
card="$(answer it.reference)"
printf '       %s, due %s\n' "$card" "$(answer it.nextDueOn)"
move participation "$card" triage '{"kind":"collective"}'
step 422 'triage without the day of the safeguarding screen'
names screenedOn
move participation "$card" triage "{\"kind\":\"collective\",\"screenedOn\":\"$today\"}"
step 200 'triaged'
is it.state triaged

printf '\nPresented and accepted\n'
call participation GET '/meetings?limit=200'
meeting="$(answer "it.meetings.filter((one) => one.agendaOn && one.date >= '$today')[0]?.id")"
[ -n "$meeting" ] || fail 'no panel meeting is planned from today on'
move participation "$card" present "{\"presentedAt\":\"$meeting\"}"
step 200 'presented'
is it.state presented
move director "$card" accept '{}'
step 422 'accept without a director'
names director
move director "$card" accept '{"director":"corporate-director","ownerPost":"corporate-parenting-officer","acceptedBy":"panel"}'
step 200 'accepted'
is it.state accepted
printf '       the answer is due on %s, because\n' "$(answer 'it.deadlines.find((one) => one.key === "answer").dueOn')"
answer 'it.deadlines.find((one) => one.key === "answer").receipt.map((one) => `       ${one.date}  ${one.text}`).join("\n")'

printf '\nReferred and started\n'
move participation "$card" start '{}'
step 403 'start by somebody who may see it but not start it'
move officer "$card" refer "{\"formalDecision\":{\"body\":\"Cabinet committee\",\"date\":\"$today\",\"reference\":\"20/00012\"}}"
step 200 'waiting for a formal decision'
move officer "$card" start '{}'
step 200 'started'
is it.state in-progress

printf '\nAnswered, reopened, answered again\n'
did='{"whatWeDid":"Applications start at 15.","whatWeCouldNot":"We cannot speed up the passport office.","plainWhatWeDid":"We now ask for your passport when you are 15.","plainWhatWeCouldNot":"We cannot make the passport office faster."}'
move officer "$card" answer "$did"
step 422 'answer without evidence'
call officer POST "/work-items/$card/evidence" '{"title":"New procedure","note":"In force from this month."}'
[ "$status" = 200 ] || [ "$status" = 201 ] || fail "evidence: status $status: $(cat "$work/body")"
printf '  %s  evidence added\n' "$status"
move officer "$card" answer "$did"
step 200 'answered'
move participation "$card" verdict '{"verdict":"partly","stars":3,"words":"It is better, but two of us still wait."}'
step 200 'the verdict "partly" reopens it'
is it.state in-progress
move officer "$card" answer "$did"
step 200 'answered again'
move participation "$card" verdict '{"verdict":"kept","stars":5,"words":"We all have our passports now."}'
step 200 'the verdict "kept"'
is it.state confirmed
is it.closed true
is 'it.records.verdicts.length' 2
move participation "$card" withdraw '{}' 'Too late.'
step 409 'nothing leads out of a final state'

printf '\nHistory\n'
call officer GET "/work-items/$card/history?limit=200"
step 200 'oldest first'
answer 'it.events.map((one) => `       ${one.at}  ${one.type}${one.to ? ` to ${one.to}` : ""}  (${one.actor})`).join("\n")'

printf '\nTwenty at once\n'
call participation POST /work-items "$(card 'Twenty accepts at once')"
step 201 'another card'
other="$(answer it.reference)"
move participation "$other" triage "{\"kind\":\"collective\",\"screenedOn\":\"$today\"}"
step 200 'triaged'
etag="$(header ETag)"
[ -n "$etag" ] || fail 'no ETag'
director="$(token director)"; participation="$(token participation)"
for number in $(seq 20); do
  curl -sS --max-time 30 -o /dev/null -w '%{http_code}\n' -H "Authorization: Bearer $director" -H "If-Match: $etag" \
    -H 'Content-Type: application/json' "$url/api/work-items/$other/transitions" \
    -d '{"transition":"accept","fields":{"director":"corporate-director","ownerPost":"corporate-parenting-officer"}}' >"$work/accept-$number" &
done
wait
accepted="$(cat "$work"/accept-* | grep -c '^200$' || true)"; stale="$(cat "$work"/accept-* | grep -c '^412$' || true)"
printf '       20 accepts with If-Match %s: %s × 200, %s × 412\n' "$etag" "$accepted" "$stale"
[ "$accepted" = 1 ] && [ "$stale" = 19 ] || fail "the answers were $(sort "$work"/accept-* | uniq -c | tr '\n' ' ')"

key="life-$$-$(date +%s)"; title="Twenty posts with one key $key"
for number in $(seq 20); do
  curl -sS --max-time 30 -D "$work/post-head-$number" -o "$work/post-$number" -H "Authorization: Bearer $participation" \
    -H "Idempotency-Key: $key" -H 'Content-Type: application/json' "$url/api/work-items" -d "$(card "$title")" &
done
wait
made="$(for number in $(seq 20); do json it.reference <"$work/post-$number"; done | sort -u)"
replayed="$(cat "$work"/post-head-* | tr -d '\r' | grep -ci '^Idempotency-Replayed: true$' || true)"
printf '       20 posts with one Idempotency-Key: %s, %s replayed\n' "$made" "$replayed"
[ "$(printf '%s\n' "$made" | grep -c .)" = 1 ] && [ "$replayed" = 19 ] || fail 'more than one item, or one not replayed'
printf '       after a restart: %s --replay %s "%s"\n' "$0" "$key" "$title"

printf '\nAs expected from end to end.\n'
