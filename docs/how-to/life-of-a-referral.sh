#!/usr/bin/env bash
# A Lifelong Links referral over HTTP from the first question to the second review, with every refusal on the way: referral
# without agreement, allocation without consent, a search that ends when consent is taken back, a pause.
#
#   docs/how-to/life-of-a-referral.sh     against http://localhost:3000, or KEPT_URL
source "$(dirname "${BASH_SOURCE[0]}")/walking.sh"

consent() { # WORD GIVEN BY: what was said to the referral or to the search
  call referrer POST "/work-items/$case/consents" "{\"to\":\"$1\",\"by\":\"$3\",\"given\":$2}"
  [ "$status" = 200 ] || [ "$status" = 201 ] || fail "consent: status $status: $(cat "$work/body")"
  printf '  %s  %s: %s, said by the %s\n' "$status" "$1" "$([ "$2" = true ] && echo yes || echo no)" "$3"
}

call referrer GET /session
step 200 'the social worker is signed in'
today="$(answer it.clock.today)"
printf '       today is %s\n' "$today"

printf '\nIdentified, asked, referred\n'
call referrer POST /work-items '{"workflow":"lifelong-links-referral","title":"Lifelong Links referral","fields":{"source":"statutory-visit"}}'
step 422 'without a reference into the case system'
names caseReference
call chair POST /work-items '{"workflow":"lifelong-links-referral","title":"Lifelong Links referral","fields":{}}'
step 403 'by the chair'
call referrer POST /work-items '{"workflow":"lifelong-links-referral","title":"Lifelong Links referral","fields":{"caseReference":"D9001","source":"statutory-visit","area":"east"}}'
step 201 'identified'
is it.state identified
case="$(answer it.reference)"
printf '       %s, due %s\n' "$case" "$(answer it.nextDueOn)"
call chair GET "/work-items/$case"
step 404 'the chair sees no child'
move referrer "$case" seek-agreement '{}'
step 200 'the young person is asked'
move referrer "$case" refer '{}'
step 422 'referred without their agreement'
names consents
consent referral true young-person
move referrer "$case" refer '{"ageYears":12,"inCareSince":"2018-06-11","planToReturnHome":false,"planForAdoption":false,"group":"none"}'
step 200 'referred'
is it.state referred
printf '       eligibility: %s\n' "$(answer 'it.records.eligibility.at(-1).fields.outcome')"
answer 'it.records.eligibility.at(-1).fields.reasons.split("\n").map((one) => `       - ${one}`).join("\n")'

printf '\nTriaged, consented, allocated\n'
move coordinator "$case" triage '{"urgency":"soon"}'
step 422 'triaged without saying whose consent the law needs'
names parentalConsentNeeded
move coordinator "$case" triage '{"urgency":"soon","parentalConsentNeeded":true}'
step 200 'triaged'
is it.state triaged
move coordinator "$case" allocate '{"coordinator":"family-group-conference-coordinator"}'
step 422 'allocated without consent'
names consents
consent search true young-person
move coordinator "$case" allocate '{"coordinator":"family-group-conference-coordinator"}'
step 422 'allocated without the consent of whoever holds parental responsibility'
names consents
consent search true parental-responsibility
call coordinator GET "/work-items/$case"
is it.state consented
move coordinator "$case" allocate '{"coordinator":"family-group-conference-coordinator"}'
step 200 'allocated'
printf '       conference by %s\n' "$(answer 'it.deadlines.find((one) => one.key === "conference").dueOn')"
move coordinator "$case" start-search "{\"firstVisitOn\":\"$today\"}"
step 200 'searching'

printf '\nConsent is taken back\n'
consent search false young-person
call coordinator GET "/work-items/$case"
is it.state triaged
move coordinator "$case" make-connections '{"connectionsFound":4}'
step 409 'the search is closed'
move coordinator "$case" allocate '{"coordinator":"family-group-conference-coordinator"}'
step 422 'and is not begun anew without consent'
names consents
consent search true young-person
move coordinator "$case" allocate '{"coordinator":"family-group-conference-coordinator"}'
step 200 'allocated anew'
move coordinator "$case" start-search "{\"firstVisitOn\":\"$today\"}"
step 200 'searching'

printf '\nA pause\n'
before="$(answer 'it.deadlines.filter((one) => one.key === "conference").at(-1).dueOn')"
move coordinator "$case" pause '{}' 'Exams.'
step 422 'without a day to look at it again'
names reviewOn
move coordinator "$case" pause "{\"reviewOn\":\"$today\"}" 'Exams.'
step 200 'paused'
printf '       the conference is %s\n' "$(answer 'it.deadlines.filter((one) => one.key === "conference").at(-1).status')"
move referrer "$case" resume '{}'
step 200 'going on'
is it.state searching
[ "$(answer 'it.deadlines.filter((one) => one.key === "conference").at(-1).dueOn')" = "$before" ] || fail 'a pause of no day moved the conference'

printf '\nTo the end\n'
move coordinator "$case" make-connections '{"connectionsFound":4}'
step 200 'connections made'
move coordinator "$case" plan-conference "{\"conferenceOn\":\"$today\"}"
step 200 'conference planned'
move coordinator "$case" agree-plan "{\"conferenceHeldOn\":\"$today\"}"
step 422 'plan agreed without saying whether it is part of the care plan'
names planInCarePlan
move coordinator "$case" agree-plan "{\"conferenceHeldOn\":\"$today\",\"planInCarePlan\":true}"
step 200 'plan agreed'
move coordinator "$case" review-plan "{\"firstReviewOn\":\"$today\"}"
step 200 'reviewed once'
move coordinator "$case" complete "{\"secondReviewOn\":\"$today\"}"
step 200 'completed'
is it.closed true
move referrer "$case" withdraw-by-social-worker '{}' 'Too late.'
step 409 'nothing leads out of a final state'

printf '\nA young person says no\n'
call referrer POST /work-items '{"workflow":"lifelong-links-referral","title":"Lifelong Links referral","fields":{"caseReference":"D9002","source":"child-in-care-review","area":"south"}}'
step 201 'identified'
case="$(answer it.reference)"
consent referral false young-person
call referrer GET "/work-items/$case"
is it.state declined-by-young-person
printf '\nAs expected from end to end.\n'
