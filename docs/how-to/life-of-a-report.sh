#!/usr/bin/env bash
# A report to the panel over HTTP from “some day” to presented, with every refusal on the way; its dates, counted back from
# the meeting of 2 April 2020; what would move if that met after Easter, and what does.
#
#   docs/how-to/life-of-a-report.sh     against http://localhost:3000, or KEPT_URL; the demo of 17 February 2020
source "$(dirname "${BASH_SOURCE[0]}")/walking.sh"

report() { printf '{"workflow":"work-programme-item","title":"%s","fields":{"purpose":"To say what has changed."%s}}' "$1" "${2:-}"; }
dates() { # DRAFT DIRECTOR CABINET PUBLICATION PRESENTATION
  due draft "$1"; due director-clearance "$2"; due cabinet-clearance "$3"; due publication "$4"; due presentation "$5"
}
shift_to() { call "$1" PATCH "/meetings/$meeting" "{\"date\":\"$2\",\"dryRun\":$3}"; }
moves() { answer "it.moved.filter((one) => one.reference === '$report').map((one) => \`       \${one.title}: \${one.from} to \${one.to}\`).join('\\n')"; }

call democratic-services GET /session
step 200 'the democratic services officer is signed in'
printf '       today is %s\n' "$(answer it.clock.today)"
call democratic-services GET '/meetings?body=corporate-parenting-panel&from=2020-04-02&limit=1'
meeting="$(answer 'it.meetings[0].date === "2020-04-02" ? it.meetings[0].id : null')"
[ -n "$meeting" ] || fail 'the panel does not meet on 2 April 2020: this walk is for the demo'

printf '\nUnscheduled, and a meeting for it\n'
call referrer POST /work-items "$(report 'Life stability')"
step 403 'asked for by a social worker'
make democratic-services "$(report 'Life stability')"
report="$made"
is it.state unscheduled
call panel-member GET "/work-items/$report"
step 200 'which the panel sees'
move democratic-services "$report" draft '{}'
step 409 'drafted for no meeting'
move director "$report" schedule "{\"meeting\":\"$meeting\"}"
step 403 'scheduled by the director'
move democratic-services "$report" schedule '{}'
step 422 'scheduled for no meeting'
names meeting
move democratic-services "$report" schedule "{\"meeting\":\"$meeting\",\"director\":\"corporate-director\",\"recurrence\":\"once\"}"
step 200 'scheduled for 2 April'
is it.state scheduled
dates 2020-03-04 2020-03-11 2020-03-18 2020-03-25 2020-04-02
answer 'it.deadlines.find((one) => one.key === "draft").receipt.map((one) => `       ${one.date}  ${one.text}`).join("\n")'

printf '\nThe meeting moves over Easter\n'
shift_to chair 2020-04-16 true
step 403 'moved by the chair'
shift_to democratic-services 2020-02-18 true
step 409 'to a day on which the panel meets already'
shift_to democratic-services 2020-04-16 true
step 200 'a dry run'
moves
would="$(answer 'it.moved')"
call democratic-services GET "/work-items/$report"
due draft 2020-03-04
shift_to democratic-services 2020-04-16 false
step 200 'for good'
[ "$(answer 'it.moved')" = "$would" ] || fail 'the dry run said otherwise'
call democratic-services GET "/work-items/$report"
dates 2020-03-16 2020-03-23 2020-03-30 2020-04-06 2020-04-16
shift_to democratic-services 2020-04-02 false
step 200 'and back'
call democratic-services GET "/work-items/$report"
dates 2020-03-04 2020-03-11 2020-03-18 2020-03-25 2020-04-02

printf '\nDrafted, cleared, returned, cleared again\n'
move director "$report" clear-by-director '{}'
step 409 'cleared before it is written'
move participation "$report" draft '{}'
step 403 'drafted by somebody who only reads it'
move officer "$report" draft '{}'
step 200 'drafted'
is it.state drafted
move officer "$report" clear-by-director '{}'
step 403 'cleared by the panel officer as if they were the lead director'
move director "$report" return '{}'
step 422 'returned without the reason'
names reason
move director "$report" return '{}' 'The figures are of last year.'
step 200 'returned'
is it.state scheduled
due draft 2020-03-04
move officer "$report" draft '{}'
step 200 'drafted again'
move director "$report" clear-by-director '{}'
step 200 'cleared by the lead director'
is it.state cleared-by-director
move democratic-services "$report" publish '{}'
step 409 'published before the cabinet member has cleared it'
move director "$report" clear-by-cabinet-member '{}'
step 403 'the cabinet member'"'"'s clearance, recorded by the director'
move officer "$report" clear-by-cabinet-member '{}'
step 200 'cleared by the cabinet member'

printf '\nPublished and presented\n'
move officer "$report" publish '{}'
step 403 'published by the panel officer'
move democratic-services "$report" publish '{"agendaItem":"7","pages":"20 to 24"}'
step 200 'published'
is it.state published
due presentation 2020-04-02
move director "$report" present '{}'
step 403 'presented, says the director'
move democratic-services "$report" present-and-open-next '{}'
step 422 'with a next one, though it comes once'
names recurrence
move democratic-services "$report" present '{}'
step 200 'presented'
is it.state presented
is it.closed true
move democratic-services "$report" withdraw '{}' 'Too late.'
step 409 'nothing leads out of a final state'

printf '\nA verbal update that comes to each meeting, and one that is withdrawn\n'
make democratic-services "$(report 'Update by the cabinet member' ',"verbal":true,"recurrence":"each-meeting"')"
move democratic-services "$made" schedule "{\"meeting\":\"$meeting\"}"
step 200 'scheduled'
is it.state scheduled-without-paper
due publication 2020-03-25
move democratic-services "$made" publish '{}'
step 409 'published without a paper'
move democratic-services "$made" list '{"agendaItem":"3"}'
step 200 'put on the agenda'
move democratic-services "$made" present '{}'
step 422 'presented as if it came once'
names recurrence
move democratic-services "$made" present-and-open-next '{}'
step 200 'presented, and the next one opened'
next="$(answer 'it.links.find((one) => one.kind === "next").to')"
call democratic-services GET "/work-items/$next"
is it.state unscheduled
is it.fields.verbal true
printf '       the next one is %s\n' "$next"
move democratic-services "$next" withdraw '{}'
step 422 'withdrawn without the reason'
names reason
move democratic-services "$next" withdraw '{}' 'The cabinet member writes instead.'
step 200 'withdrawn'
is it.state withdrawn

printf '\nAs expected from end to end.\n'
