#!/usr/bin/env bash
# The workflows that are nothing but a file, over HTTP from their first to their last state: a health assessment, reviews,
# a planning meeting, a return interview, a child who is missing, a dispute with its levels, a destination after school, a
# stay in emergency housing, a guarantee for the rent. Each with its dates and its refusals.
#
#   docs/how-to/lives-of-the-others.sh     against http://localhost:3000, or KEPT_URL; the demo of 17 February 2020 or later
source "$(dirname "${BASH_SOURCE[0]}")/walking.sh"

# item WORKFLOW FIELDS [MORE]: the body of an item; its owner is the panel officer where MORE says so.
item() { printf '{"workflow":"%s","title":"Walked","fields":{"caseReference":"W9001"%s}%s}' "$1" "${2:+,$2}" "${3:+,$3}"; }
unseen() { call "$1" GET "/work-items/$2"; step 404 'the chair sees no child'; }
was() { # KEY STATUS [MET ON]: what became of a limit
  [ "$(deadline "$1" status)" = "$2" ] || fail "$1 is $(deadline "$1" status) instead of $2"
  [ $# -lt 3 ] || [ "$(deadline "$1" metOn)" = "$3" ] || fail "$1 was met on $(deadline "$1" metOn) instead of $3"
  printf '       %s: %s%s\n' "$(deadline "$1" title)" "$2" "${3:+ on $3}"
}
final() { is it.state "$1"; is it.closed true; printf '       %s is at its end: %s\n' "$made" "$(answer it.stateLabel)"; }
nothing_more() { # PERSONA TRANSITION
  move "$1" "$made" "$2" '{}' 'Too late.'
  step 409 'nothing leads out of a final state'
}

call referrer GET /session
step 200 'the social worker is signed in'
today="$(answer it.clock.today)"
printf '       today is %s\n' "$today"
[[ "$today" < 2020-02-17 ]] && fail 'these walks begin on 17 February 2020: start Kept with no KEPT_NOW'

printf '\nInitial health assessment\n'
call chair POST /work-items "$(item initial-health-assessment '"cameIntoCareOn":"2020-02-10"')"
step 403 'made by the chair'
call referrer POST /work-items "$(item initial-health-assessment)"
step 422 'made without the day on which the child came into care'
names cameIntoCareOn
make referrer "$(item initial-health-assessment '"area":"east","cameIntoCareOn":"2020-02-10"')"
unseen chair "$made"
call referrer GET "/work-items/$made"
due health-referral 2020-02-17
due health-initial 2020-03-09
move referrer "$made" assess '{"assessedOn":"2020-02-14"}'
step 409 'assessed before the referral'
move referrer "$made" refer '{}'
step 422 'referred on no day'
names referredOn
move referrer "$made" refer '{"referredOn":"2020-02-12","consentOn":"2020-02-11"}'
step 200 'referred, and written up later'
is it.state referred
was health-referral met 2020-02-12
due health-initial 2020-03-09
add referrer "$made" appointments '{"on":"2020-02-13","why":"Nobody could drive."}'
step 200 'an appointment missed'
move caseworker "$made" assess '{"assessedOn":"2020-02-14"}'
step 404 'assessed by a caseworker of the virtual school'
move referrer "$made" assess '{"assessedOn":"2031-01-01"}'
step 422 'assessed in the future'
names assessedOn
move referrer "$made" assess '{"assessedOn":"2020-02-14"}'
step 200 'assessed'
was health-initial met 2020-02-14
final assessed
nothing_more referrer decline
make referrer "$(item initial-health-assessment '"cameIntoCareOn":"2020-02-10"')"
move referrer "$made" decline '{}'
step 422 'declined without the reason'
names reason
move referrer "$made" decline '{}' 'They do not want to.'
step 200 'declined, which is not the same as done'
was health-initial cancelled
final declined

printf '\nLooked-after reviews\n'
make officer "$(item looked-after-review '"cameIntoCareOn":"2019-01-07"' '"ownerPost":"independent-reviewing-officer"')"
unseen chair "$made"
call officer GET "/work-items/$made"
due cla-review-first 2019-02-04
move referrer "$made" hold-first '{"firstReviewedOn":"2019-02-01"}'
step 404 'reviewed by the social worker, whose case it is not'
move officer "$made" hold-later '{"lastReviewedOn":"2019-02-01"}'
step 409 'a later review before the first'
move officer "$made" hold-first '{"heldOn":"2019-02-01"}'
step 422 'the first review on no day'
names firstReviewedOn
move officer "$made" hold-first '{"firstReviewedOn":"2019-02-01","heldOn":"2019-02-01","tookPart":"spoke","recordDueOn":"2019-03-01","recordSentOn":"2019-02-22"}'
step 200 'the first review'
was cla-review-first met 2019-02-01
due cla-review-second 2019-05-01
move officer "$made" hold-second '{"secondReviewedOn":"2019-05-03","heldOn":"2019-05-03","tookPart":"advocate"}'
step 200 'the second, two days late'
due cla-review-second 2019-05-01
was cla-review-second met 2019-05-03
due cla-review-later 2019-11-03
move officer "$made" hold-later '{"lastReviewedOn":"2019-10-31","heldOn":"2019-10-31"}'
step 200 'the third, in time'
is it.state later-review-due
[ "$(answer 'it.deadlines.filter((one) => one.key === "cla-review-later").map((one) => `${one.dueOn} ${one.status} ${one.metOn}`).join()')" = '2019-11-03 met 2019-10-31,2020-04-30 running null' ] || fail "the later reviews are $(answer 'it.deadlines.filter((one) => one.key === "cla-review-later").map((one) => `${one.dueOn} ${one.status} ${one.metOn}`).join()')"
printf '       the third was due on 2019-11-03, the next is due on 2020-04-30\n'
add officer "$made" reviews '{"heldOn":"2019-12-01"}'
[ "$status" -ge 400 ] || fail 'a review was added beside the transitions'
step "$status" 'a review added beside the transitions'
move officer "$made" end '{}' 'They left care.'
step 422 'ended without the day on which they left care'
names leftCareOn
move officer "$made" end "{\"leftCareOn\":\"$today\"}" 'They left care.'
step 200 'ended'
was cla-review-later cancelled
final ended
nothing_more officer hold-later

printf '\nPlacement planning meeting\n'
make referrer "$(item placement-planning-meeting '"placedOn":"2020-02-13","kind":"in-house-fostering"')"
unseen chair "$made"
call referrer GET "/work-items/$made"
due placement-planning-meeting 2020-02-20
move referrer "$made" send '{}'
step 409 'the plan sent before the meeting'
move referrer "$made" meet '{"metOn":"2020-02-14"}'
step 422 'held without saying whether the child took part'
names childTookPart
move director "$made" meet '{"metOn":"2020-02-14","childTookPart":true}'
step 403 'held by the director'
move referrer "$made" meet '{"metOn":"2020-02-14","childTookPart":true,"delegatedAuthority":true}'
step 200 'held'
was placement-planning-meeting met 2020-02-14
printf '       the plan is to be sent by %s\n' "$(answer it.nextDueOn)"
move referrer "$made" send '{}'
step 200 'the plan has been sent'
final sent
nothing_more referrer move-on

printf '\nReturn interview: 72 hours, and 3 working days\n'
call referrer POST /work-items "$(item return-interview '"missingFrom":"2020-02-13","returnedOn":"2020-02-14","returnedAt":"25:00"')"
step 422 'came back at 25 o'"'"'clock'
names returnedAt
make referrer "$(item return-interview '"missingFrom":"2020-02-13","returnedOn":"2020-02-14","returnedAt":"18:30","episode":2')"
unseen chair "$made"
call referrer GET "/work-items/$made"
due return-interview 2020-02-19
due return-interview-72h 2020-02-17
[ "$(deadline return-interview-72h dueAt)" = 2020-02-17T18:30:00.000Z ] || fail "72 hours end at $(deadline return-interview-72h dueAt)"
printf '       72 hours end on the Monday at 18:30, over the weekend\n'
move referrer "$made" decline '{}'
step 409 'declined before it is offered'
move referrer "$made" offer '{}'
step 422 'offered on no day'
names offeredOn
move referrer "$made" offer '{"offeredOn":"2020-02-15"}'
step 200 'offered'
due return-interview 2020-02-19
is "it.deadlines.find((one) => one.key === 'return-interview-72h').status" running
move referrer "$made" hold '{"heldOn":"2020-02-16"}'
step 422 'held by nobody'
names heldBy
move referrer "$made" hold '{"heldOn":"2020-02-16","heldBy":"An independent visitor","whyMissing":"family-or-friends"}'
step 200 'held on the Sunday'
was return-interview met 2020-02-16
was return-interview-72h met 2020-02-16
final held
make referrer "$(item return-interview '"missingFrom":"2020-02-13","returnedOn":"2020-02-14"')"
call referrer GET "/work-items/$made"
due return-interview-72h 2020-02-17
printf '       without the time: %s\n' "$(answer 'it.deadlines.find((one) => one.key === "return-interview-72h").receipt.find((one) => one.step === "start").text')"
move referrer "$made" offer '{"offeredOn":"2020-02-15"}'
step 200 'another one: offered'
move referrer "$made" decline '{"whyMissing":"not-told"}'
step 200 'declined: which is neither held nor late'
was return-interview cancelled
final declined
make referrer "$(item return-interview '"missingFrom":"2020-02-13","returnedOn":"2020-02-14"')"
move referrer "$made" missing-again '{}'
step 422 'missing again from no day'
names missingAgainOn
move referrer "$made" missing-again '{"missingAgainOn":"2020-02-16"}'
step 200 'missing again'
was return-interview cancelled
final missing-again

printf '\nMissing over 48 hours\n'
make referrer "$(item missing-over-48-hours '"missingFrom":"2020-02-15","missingAt":"22:15"')"
unseen chair "$made"
call referrer GET "/work-items/$made"
due forty-eight-hours 2020-02-17
[ "$(deadline forty-eight-hours dueAt)" = 2020-02-17T22:15:00.000Z ] || fail "48 hours end at $(deadline forty-eight-hours dueAt)"
printf '       48 hours end at 22:15, which is in the quiet hours\n'
add referrer "$made" escalations '{"level":3}'
step 422 'the corporate director at once, without a reason'
names reason
add referrer "$made" escalations '{"level":3,"reason":"There is a threat to life."}'
step 200 'the corporate director at once'
is it.level 3
move referrer "$made" tell-directors '{}'
step 422 'the directors told of nothing'
names reason
move referrer "$made" tell-directors '{}' 'Told by telephone.'
step 200 'the directors have been told'
is it.state directors-told
printf '       they are to be briefed by %s\n' "$(deadline briefing dueOn)"
add director "$made" briefings '{"text":"The police search the harbour."}'
step 200 'a briefing'
is 'it.deadlines.filter((one) => one.key === "briefing").map((one) => one.status).join()' met,running
edit referrer "$made" "{\"strategyMeetingOn\":\"$today\"}"
step 200 'the strategy meeting'
was strategy met "$today"
move director "$made" came-back "{\"returnedOn\":\"$today\"}"
step 403 'came back, says the director'
move referrer "$made" came-back '{}'
step 422 'came back on no day'
names returnedOn
move referrer "$made" came-back "{\"returnedOn\":\"$today\"}"
step 200 'came back'
final returned
nothing_more referrer tell-directors

printf '\nDispute resolution: 20 working days for all levels\n'
make officer "$(item iro-dispute '"category":"drift","concern":"Nothing has moved for a year."')"
unseen chair "$made"
add officer "$made" escalations '{"level":1}'
step 422 'a level before its post is named'
names teamManager
move officer "$made" settle '{"settledBy":"level-one","settlement":"Agreed."}'
step 409 'settled at a level before there is a dispute'
move officer "$made" dispute '{"wanted":"A plan by March."}'
step 422 'a dispute with no team manager'
names teamManager
move officer "$made" dispute '{"wanted":"A plan by March.","teamManager":"social-worker-east","assistantDirector":"corporate-director"}'
step 200 'in formal dispute'
is it.state in-dispute
whole="$(deadline iro-dispute dueOn)"
printf '       20 working days end on %s\n' "$whole"
comes officer "$made" it.level 1
step 200 'level 1 is reached by itself, on the first of the 20 days'
add officer "$made" escalations '{"level":1}'
step 409 'raised by hand as well'
add officer "$made" acknowledgements "{\"level\":1,\"answerBy\":\"$today\"}"
step 403 'acknowledged by somebody else'
call referrer POST "/work-items/$made/acknowledgements" "{\"level\":1,\"answerBy\":\"$today\"}"
step 200 'acknowledged by the team manager'
call referrer PATCH "/work-items/$made/escalations/1" '{"answer":"We do not agree."}'
step 200 'and answered'
add referrer "$made" escalations '{"level":3,"reason":"It cannot wait."}'
step 403 'a level passed over by the team manager'
add officer "$made" escalations '{"level":2}'
step 422 'level 2, which has no post'
names serviceManager
add officer "$made" escalations '{"level":3}'
step 422 'passed over without the reason'
names reason
add officer "$made" escalations '{"level":3,"reason":"The service manager made the plan."}'
step 200 'passed over with a reason: level 3'
is it.level 3
due iro-dispute "$whole"
add director "$made" acknowledgements "{\"level\":3,\"answerBy\":\"$today\"}"
step 200 'acknowledged at level 3'
add officer "$made" escalations '{"level":2}'
step 409 'and not down again'
move officer "$made" settle '{"settlement":"A plan by 9 March."}'
step 422 'settled at no level'
names settledBy
move director "$made" settle '{"settledBy":"level-three","settlement":"A plan by 9 March."}'
step 403 'settled by the director'
move officer "$made" settle '{"settledBy":"level-three","settlement":"A plan by 9 March."}'
step 200 'settled'
was iro-dispute met
final settled
make officer "$(item iro-dispute '"category":"visits","concern":"Two visits were missed."')"
move officer "$made" settle-early '{}'
step 422 'another one: settled early without how'
names settlement
move officer "$made" settle-early '{"settlement":"Both were made up for."}'
step 200 'settled at the practice alert'
final settled

printf '\nAfter school age\n'
call caseworker POST /work-items "$(item post-16-destination)"
step 422 'without the area'
names area
make caseworker "$(item post-16-destination '"area":"east"')"
unseen chair "$made"
move caseworker "$made" offer '{"destination":"training"}'
step 422 'offered by nobody'
names provider; names startsOn
move caseworker "$made" offer '{"destination":"training","provider":"A college","startsOn":"2020-02-20"}'
step 200 'offered'
is it.state offered
move caseworker "$made" lose '{}'
step 422 'came to nothing without why'
names reason
move caseworker "$made" lose '{}' 'The course is full.'
step 200 'came to nothing'
is it.state without-destination
evidence caseworker "$made" 'Two more applications'
is 'it.deadlines.filter((one) => one.key === "progress").at(-1).status' running
move caseworker "$made" offer '{"destination":"apprenticeship","provider":"A boatyard","startsOn":"2020-02-14"}'
step 200 'offered something else'
move caseworker "$made" start '{"startedOn":"2020-02-14"}'
step 200 'started'
due sustained 2020-05-14
move caseworker "$made" sustain "{\"sustainedOn\":\"$today\"}"
step 403 'confirmed by the caseworker'
move area-lead "$made" sustain '{}'
step 422 'confirmed for no day'
names sustainedOn
move area-lead "$made" sustain "{\"sustainedOn\":\"$today\"}"
step 200 'confirmed by the area lead'
was sustained met "$today"
final sustained

printf '\nA stay of 28 days at most\n'
make referrer "$(item safety-pod-stay '"movedInOn":"2020-02-10"' '"ownerPost":"corporate-parenting-officer"')"
unseen chair "$made"
call officer GET "/work-items/$made"
due move-on-plan 2020-02-24
due longest-stay 2020-03-09
move officer "$made" plan '{}'
step 422 'a plan to nowhere'
names moveOnTo
move director "$made" plan '{"moveOnTo":"supported-lodgings"}'
step 403 'a plan by the director'
move officer "$made" plan '{"moveOnTo":"supported-lodgings"}'
step 200 'a plan'
is it.state plan-made
due longest-stay 2020-03-09
move officer "$made" plan '{"moveOnTo":"own-tenancy"}'
step 409 'planned twice'
move officer "$made" move-out '{"movedOutOn":"2020-02-16"}'
step 200 'moved out'
was longest-stay met 2020-02-16
final moved-on

printf '\nA guarantee for the rent\n'
make referrer "$(item rent-guarantor-application '"appliedOn":"2020-02-10"' '"ownerPost":"corporate-parenting-officer"')"
unseen chair "$made"
call officer GET "/work-items/$made"
due check 2020-02-24
move officer "$made" agree "{\"agreedOn\":\"$today\",\"guaranteedUntil\":\"2021-02-28\"}"
step 409 'given before it is checked'
move officer "$made" check '{"kind":"private-tenancy"}'
step 422 'checked without the rent'
names rentAMonth; names tenancyBeginsOn
move officer "$made" check '{"kind":"private-tenancy","rentAMonth":65000,"tenancyBeginsOn":"2020-03-02"}'
step 200 'checked'
move officer "$made" agree "{\"agreedOn\":\"$today\",\"guaranteedUntil\":\"2021-02-28\"}"
step 422 'given by whoever checked it'
names secondPerson
move director "$made" agree "{\"agreedOn\":\"$today\",\"guaranteedUntil\":\"2021-02-28\"}"
step 200 'given by the director'
is it.state guaranteed
due guaranteedUntil 2021-02-28
move director "$made" end '{}' 'The tenancy ended.'
step 403 'ended by the director'
move officer "$made" end '{}' 'The tenancy ended.'
step 200 'ended'
final ended
make referrer "$(item rent-guarantor-application '"appliedOn":"2020-02-10"' '"ownerPost":"corporate-parenting-officer"')"
move officer "$made" check '{"kind":"shared-house","rentAMonth":40000,"tenancyBeginsOn":"2020-03-02"}'
step 200 'another one: checked'
move director "$made" refuse '{}' 'The rent is too high.'
step 422 'refused without words that you would say to them'
names plainReason
move director "$made" refuse '{"plainReason":"This rent is more than you have."}' 'The rent is too high.'
step 200 'refused'
final refused

printf '\nAs expected from end to end.\n'
