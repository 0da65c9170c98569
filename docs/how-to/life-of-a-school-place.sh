#!/usr/bin/env bash
# The case of a child without suitable education over HTTP, from the first consultation until attendance has lasted, with
# every refusal on the way: a level passed over with and without a reason, an answer by the wrong post, a place that no school
# offered, an end that nobody confirmed, and a hand-over after school age.
#
#   docs/how-to/life-of-a-school-place.sh     against http://localhost:3000, or KEPT_URL
source "$(dirname "${BASH_SOURCE[0]}")/walking.sh"

child() { printf '{"workflow":"ehcp-escalation","title":"%s","fields":{"caseReference":"E9001","yearGroup":%s,"area":"east","senArea":"area-sen-manager-east","maintainingAuthority":"Kent","noRecordedSchool":%s}}' "$1" "$2" "$3"; }
added() { [ "$status" = 200 ] || [ "$status" = 201 ] || fail "$1: status $status: $(cat "$work/body")"; printf '  %s  %s\n' "$status" "$1"; }

call caseworker GET /session
step 200 'the caseworker is signed in'
today="$(answer it.clock.today)"
printf '       today is %s\n' "$today"

printf '\nIdentified and consulting\n'
call caseworker POST /work-items "$(child 'No recorded school' 9 false)"
step 201 'identified'
case="$(answer it.reference)"
printf '       %s, due %s\n' "$case" "$(answer it.nextDueOn)"
call chair GET "/work-items/$case"
step 404 'the chair sees no child'
move caseworker "$case" consult '{}'
step 422 'for no reason'
names noRecordedSchool
call caseworker GET "/work-items/$case"
etag="$(header ETag)"
call caseworker PATCH "/work-items/$case" '{"fields":{"noRecordedSchool":true}}' "If-Match: $etag"
step 200 'no recorded school'
call sen-officer POST "/work-items/$case/consultations" "{\"school\":\"School Z\",\"yearGroup\":9,\"askedOn\":\"$today\"}"
added 'SEN asks a school'
call caseworker GET "/work-items/$case"
is it.state consulting
printf '       its answer is due on %s\n' "$(answer 'it.deadlines.find((one) => one.key === "ehc-school-consultation").dueOn')"

printf '\nLevels\n'
call sen-officer POST "/work-items/$case/escalations" '{"level":2,"reason":"It cannot wait."}'
step 403 'a level passed over by SEN'
call caseworker POST "/work-items/$case/escalations" '{"level":2}'
step 422 'a level passed over without a reason'
names reason
call caseworker POST "/work-items/$case/escalations" '{"level":1}'
added 'raised to level 1'
is it.level 1
call caseworker POST "/work-items/$case/acknowledgements" "{\"level\":1,\"answerBy\":\"$today\"}"
step 403 'acknowledged by somebody else'
call sen-officer POST "/work-items/$case/acknowledgements" "{\"level\":1,\"answerBy\":\"$today\"}"
added 'acknowledged by the area SEN manager'
call caseworker POST "/work-items/$case/escalations" '{"level":4,"reason":"A year is lost otherwise."}'
added 'raised to level 4 with a reason'
is it.level 4
call caseworker POST "/work-items/$case/escalations" '{"level":1}'
step 409 'and not down again'

printf '\nA place\n'
move sen-officer "$case" offer-place "{\"school\":\"School Z\",\"startsOn\":\"$today\"}"
step 422 'offered by no school'
names consultations
call sen-officer PATCH "/work-items/$case/consultations/1" "{\"answer\":\"offered\",\"answeredOn\":\"$today\"}"
added 'the school offers a place'
move caseworker "$case" offer-place "{\"school\":\"School Z\",\"startsOn\":\"$today\"}"
step 403 'which SEN records'
move sen-officer "$case" offer-place "{\"school\":\"School Z\",\"startsOn\":\"$today\"}"
step 200 'a place is offered'
move sen-officer "$case" lose-offer '{}' 'The school took it back.'
step 200 'and falls through'
is it.state consulting
move sen-officer "$case" offer-place "{\"school\":\"School Z\",\"startsOn\":\"$today\"}"
step 200 'it is offered again'
move caseworker "$case" start-education "{\"startedOn\":\"$today\"}"
step 200 'in education'

printf '\nThe end\n'
move area-lead "$case" close '{"exit":"placed"}'
step 422 'closed without attendance that has lasted'
names attendanceSustainedOn
names evidence
call caseworker POST "/work-items/$case/evidence" '{"title":"Attendance of the half term","note":"96 per cent."}'
added 'evidence added'
end="{\"exit\":\"placed\",\"exitOn\":\"$today\",\"attendance\":96,\"attendanceSustainedOn\":\"$today\"}"
move caseworker "$case" close "$end"
step 403 'closed by somebody who may not confirm it'
move area-lead "$case" close "$end"
step 200 'the virtual school confirms'
is it.closed true

printf '\nToo old for school\n'
call caseworker POST /work-items "$(child 'No recorded school' 11 true)"
step 201 'identified'
case="$(answer it.reference)"
move caseworker "$case" hand-over "{\"exit\":\"placed\",\"exitOn\":\"$today\"}"
step 422 'which is no place'
names exit
move caseworker "$case" hand-over "{\"exit\":\"aged-to-post-16\",\"exitOn\":\"$today\"}"
step 200 'handed over'
is it.state closed
next="$(answer 'it.links.at(-1).to')"
call caseworker GET "/work-items/$next"
step 200 "it goes on as $next"
is it.workflow post-16-destination
is it.state without-destination
printf '       due %s\n' "$(answer it.nextDueOn)"
printf '\nAs expected from end to end.\n'
