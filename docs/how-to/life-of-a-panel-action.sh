#!/usr/bin/env bash
# A panel action and a report over HTTP from their titles to the meeting, with every refusal on the way: an action closed by
# its owner, closed between meetings, put on the work programme; a report with its days counted back.
#
#   docs/how-to/life-of-a-panel-action.sh     against http://localhost:3000, or KEPT_URL
source "$(dirname "${BASH_SOURCE[0]}")/walking.sh"

call democratic-services GET /session
step 200 'the democratic services officer is signed in'
today="$(answer it.clock.today)"
call democratic-services GET "/meetings?body=corporate-parenting-panel&from=$today&limit=2"
next="$(answer 'it.meetings[0].id')"; after="$(answer 'it.meetings[1].id')"
printf '       today is %s, the panel meets on %s and on %s\n' "$today" "$(answer 'it.meetings[0].date')" "$(answer 'it.meetings[1].date')"

printf '\nAn action made by hand\n'
call referrer POST /work-items '{"workflow":"panel-action","title":"Say how many carers were approved"}'
step 403 'by a social worker'
make officer '{"workflow":"panel-action","title":"Say how many carers were approved","ownerPost":"participation-lead"}'
action="$made"
move participation "$action" agree '{}'
step 403 'agreed by its owner'
move democratic-services "$action" agree '{}'
step 200 'agreed: a title was enough'
is it.state agreed
answer 'it.gaps.map((one) => `       ${one.text}`).join("\n")'
move officer "$action" start '{}'
step 200 'started'

printf '\nThe meeting closes what it ordered\n'
move participation "$action" propose-to-close '{}'
step 422 'proposed to close without what was done, and without evidence'
names outcome; names evidence
evidence participation "$action" 'Figures of January'
move participation "$action" propose-to-close '{"outcome":"62 households were approved."}'
step 200 'proposed to close by its owner'
is it.state proposed-to-close
move participation "$action" close "{\"closedAt\":\"$next\"}"
step 403 'closed by its owner'
move democratic-services "$action" close-between-meetings "{\"closedBetween\":\"$today\"}" 'It is done.'
step 403 'closed between meetings by somebody else than the chair'
move chair "$action" close-between-meetings "{\"closedBetween\":\"$today\"}"
step 422 'closed between meetings without the reason'
names reason
move chair "$action" close-between-meetings "{\"closedBetween\":\"$today\"}" 'It cannot wait.'
step 200 'closed between meetings by the chair'
is it.state closed-between-meetings
is it.closed false
printf '       to be reported by %s\n' "$(answer it.nextDueOn)"
move democratic-services "$action" report '{}'
step 422 'reported to no meeting'
names closedAt
move democratic-services "$action" report "{\"closedAt\":\"$next\"}"
step 200 'reported to the meeting'
is it.state closed
move chair "$action" return '{}' 'Once more.'
step 409 'nothing leads out of a final state'

printf '\nAn owner who is the clerk is an owner too\n'
make democratic-services '{"workflow":"panel-action","title":"Put a link in the minutes","ownerPost":"democratic-services-officer"}'
own="$made"
move chair "$own" agree '{}'
step 200 'agreed by the chair'
evidence democratic-services "$own" 'The minutes as published'
move democratic-services "$own" propose-to-close '{"outcome":"It is there."}'
step 200 'proposed to close'
move democratic-services "$own" close "{\"closedAt\":\"$next\"}"
step 422 'closed by its owner'
names secondPerson; names ownerPost
move chair "$own" close "{\"closedAt\":\"$next\"}"
step 200 'closed by the chair'

printf '\nFor a future meeting\n'
make democratic-services "{\"workflow\":\"panel-action\",\"title\":\"A report on life stability\",\"fields\":{\"dueWords\":\"a future meeting\"}}"
move democratic-services "$made" put-on-work-programme '{}'
step 200 'put on the work programme'
is it.state superseded
report="$(answer 'it.links.find((one) => one.kind === "work-programme").to')"
call referrer GET /work-programme
step 403 'the work programme, asked for by a social worker'
call chair GET /work-programme
step 200 'the work programme, asked for by the chair'
[ "$(answer "it.unscheduled.some((one) => one.reference === '$report')")" = true ] || fail "$report is not at the top"
move director "$report" schedule "{\"meeting\":\"$after\"}"
step 403 'scheduled by the director'
move democratic-services "$report" schedule '{}'
step 422 'scheduled for no meeting'
names meeting
move democratic-services "$report" schedule "{\"meeting\":\"$after\",\"director\":\"corporate-director\",\"recurrence\":\"six-monthly\"}"
step 200 'scheduled'
call democratic-services GET /work-programme
answer "it.meetings.flatMap((one) => one.reports).find((one) => one.reference === '$report').steps.map((one) => \`       \${one.dueOn}  \${one.title}\`).join('\\n')"
move democratic-services "$report" publish '{}'
step 409 'published before it is written'
move democratic-services "$report" draft '{}'
step 200 'drafted by its owner'
move director "$report" clear-by-director '{}'
step 200 'cleared by the lead director'
move officer "$report" clear-by-cabinet-member '{}'
step 200 'cleared by the cabinet member'
move democratic-services "$report" publish '{"agendaItem":"7","pages":"20 to 24"}'
step 200 'published'
move democratic-services "$report" present '{}'
step 422 'presented as if it came once'
names recurrence
move democratic-services "$report" present-and-open-next '{}'
step 200 'presented, and the next one opened'
is it.state presented
printf '       the next one: %s\n' "$(answer 'it.links.find((one) => one.kind === "next").to')"

printf '\nAs expected from end to end.\n'
