#!/usr/bin/env bash
# A target of a business plan and its actions over HTTP from first to last, with every refusal on the way: a target that
# moves by itself as actuals come in, that a person says stands otherwise, and that one person alone cannot call achieved;
# an action whose evidence is not approved by whoever submitted it, returned, taken up again, cancelled, carried over.
#
#   docs/how-to/life-of-a-plan.sh     against http://localhost:3000, or KEPT_URL
source "$(dirname "${BASH_SOURCE[0]}")/walking.sh"

plan='"plan":"Fostering","period":"April 2019 - March 2020","startsOn":"2019-04-01","endsOn":"2020-03-31"'
target() { printf '{"workflow":"business-plan-target","title":"%s","fields":{%s,"number":%s}}' "$1" "$plan" "$2"; }
action() { printf '{"workflow":"business-plan-action","title":"%s","fields":{"target":"%s","code":"4.1.1","action":"%s","reading":"date","dueOn":"2020-03-31","recurrence":"%s"}}' "$1" "$target" "$1" "$2"; }
count() { # DATE VALUE STATE: an actual, and where the target then stands
  add plan-lead "$target" actuals "{\"measure\":1,\"on\":\"$1\",\"value\":$2}"
  step 200 "$2 counted on $1"
  is it.state "$3"
  printf '       it stands %s\n' "$3"
}

call plan-lead GET /session
step 200 'the lead of the plan is signed in'
today="$(answer it.clock.today)"
printf '       today is %s\n' "$today"

printf '\nA target\n'
call caseworker POST /work-items "$(target 'Enough foster carers' 4)"
step 403 'made by a caseworker'
call plan-lead POST /work-items '{"workflow":"business-plan-target","title":"Enough foster carers"}'
step 422 'made without its plan'
names plan; names period; names startsOn; names endsOn; names number
make plan-lead "$(target 'Enough foster carers' 4)"
target="$made"
call plan-lead GET "/work-items/$target"
is it.state planned
due endsOn 2020-03-31
call caseworker GET "/work-items/$target"
step 404 'read by a caseworker'
call chair GET "/work-items/$target"
step 200 'read by the chair'

printf '\nAn action that is part of it\n'
call plan-lead POST /work-items '{"workflow":"business-plan-action","title":"Recruit","fields":{"target":"soon","code":"4.1.1","action":"Recruit","reading":"date","dueOn":"2020-03-31","recurrence":"once"}}'
step 422 'of a target that is none'
names target
make plan-lead "$(action 'Recruit foster carers' once)"
action="$made"
call chair GET "/work-items/$action"
step 404 'which the chair does not see'
call plan-lead GET "/work-items?workflow=business-plan-action&partOf=$target"
step 200 'listed by the target that it is part of'
is 'it.items.map((one) => one.reference).join()' "$action"
move plan-lead "$action" submit '{}'
step 409 'evidence submitted before it began'
move plan-lead "$action" start '{}'
step 200 'begun'
is it.state in-progress
due dueOn 2020-03-31
move plan-lead "$action" submit '{}'
step 422 'submitted without evidence'
names evidence
evidence plan-lead "$action" 'The register of carers'
move plan-lead "$action" submit '{}'
step 200 'submitted'
is it.state evidence-submitted

printf '\nNobody approves what they submitted\n'
move plan-lead "$action" approve '{}'
step 422 'approved by whoever submitted it'
names secondPerson; names evidence
move officer "$action" approve '{}'
step 403 'approved by the panel officer'
move director "$action" return '{}'
step 422 'returned without the reason'
names reason
move director "$action" return '{}' 'Which areas are they in?'
step 200 'returned by the director'
is it.state returned
move plan-lead "$action" submit '{}'
step 409 'submitted before it is taken up again'
move plan-lead "$action" resume '{}'
step 200 'taken up again'
is it.state in-progress
move plan-lead "$action" submit '{}'
step 200 'submitted'
move director "$action" approve '{}'
step 200 'approved by the director'
is it.state achieved
is it.closed true
move director "$action" cancel '{}' 'No.'
step 409 'nothing leads out of a final state'

printf '\nThe target moves by itself\n'
add plan-lead "$target" actuals '{"measure":1,"on":"2019-06-28"}'
step 422 'an actual without its value'
names value
add plan-lead "$target" measures '{"name":"New foster carers","unit":"foster carers","baseline":0,"baselineOn":"2019-04-01","target":150,"targetOn":"2020-03-31","polarity":"H","kind":"cumulative"}'
step 200 'a measure: 150 by the end of March'
add chair "$target" actuals '{"measure":1,"on":"2019-06-28","value":37}'
step 403 'an actual by the chair'
count 2019-06-28 37 on-track
count 2019-09-30 74 on-track
count 2019-12-31 104 at-risk

printf '\nA person says otherwise, until the next actual\n'
move plan-lead "$target" override '{"state":"on-track"}'
step 422 'without why'
names why
move plan-lead "$target" override '{"state":"on-track","why":"Fifty are in assessment."}'
step 200 'on track, says the lead of the plan'
is it.state on-track
due endsOn 2020-03-31
count 2020-01-31 112 off-track

printf '\nAn action that is cancelled, one that goes on in the next plan, and one each quarter\n'
make plan-lead "$(action 'Hold an event' once)"
move plan-lead "$made" cancel '{}'
step 422 'cancelled without the reason'
names reason
move plan-lead "$made" cancel '{}' 'Two events were enough.'
step 200 'cancelled, which is not the same as done'
is it.state cancelled
is 'it.deadlines.find((one) => one.key === "dueOn").status' cancelled
make plan-lead "$(action 'Write the guide' once)"
move plan-lead "$made" carry-over '{}' 'It is needed.'
step 422 'carried over into nothing'
names carriedInto
move plan-lead "$made" carry-over '{"carriedInto":"The plan of 2020-21"}' 'It is needed.'
step 200 'carried over'
is it.state carried-over
make plan-lead "$(action 'Ask the carers' quarter)"
quarterly="$made"
call plan-lead GET "/work-items/$quarterly"
due check-in 2020-03-31
add plan-lead "$quarterly" checkIns '{"text":"Forty were asked.","count":40}'
step 200 'this quarter'"'"'s check-in'
is "it.deadlines.find((one) => one.key === 'check-in').status" met
call plan-lead GET "/work-items?workflow=business-plan-action&partOf=$target"
is it.items.length 4

printf '\nAchieved by two\n'
move plan-lead "$target" achieve '{}'
step 422 'achieved without what was reached, evidence, and a second person'
names found; names evidence; names secondPerson
evidence plan-lead "$target" 'The register at the end of the year'
move plan-lead "$target" achieve '{"found":"150 of 150"}'
step 422 'achieved by whoever counted last'
names secondPerson
move director "$target" achieve '{"found":"150 of 150"}'
step 200 'achieved, says the director'
is it.state achieved
is it.closed true

printf '\nNot achieved, and then\n'
make plan-lead "$(target 'Enough hub families' 6)"
other="$made"
move plan-lead "$other" not-achieve '{"found":"2 of 5"}'
step 422 'not achieved without the reason'
names reason
move plan-lead "$other" not-achieve '{"found":"2 of 5"}' 'The year is over.'
step 200 'not achieved'
is it.closed false
printf '       what becomes of it is to be said by %s\n' "$(answer it.nextDueOn)"
move plan-lead "$other" give-up '{}' 'No more.'
step 403 'given up by the lead of the plan'
move director "$other" carry-over '{}' 'It is needed.'
step 422 'carried over into nothing'
names carriedInto
move director "$other" carry-over "{\"carriedInto\":\"The plan of 2020-21\",\"successor\":\"$target\"}" 'It is needed.'
step 200 'carried over'
is it.state carried-over
make plan-lead "$(target 'Enough assessment beds' 7)"
move plan-lead "$made" not-achieve '{"found":"1 of 7"}' 'The year is over.'
step 200 'another one: not achieved'
move director "$made" give-up '{}' 'It is not asked any more.'
step 200 'given up by the director'
is it.state given-up

printf '\nAs expected from end to end.\n'
