#!/usr/bin/env bash
# Every walk of this folder, one after another against one address, with a line for each at the end. Status 1 where one of
# them was not as expected.
#
#   docs/how-to/all-walks.sh                  against http://localhost:3000, or KEPT_URL
#   KEPT_URL_2018=… KEPT_DATA_DIR_2018=… docs/how-to/all-walks.sh
#                                             with move-a-meeting.sh too, against a second Kept that stands in July 2018
set -uo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

walks=(life-of-a-card life-of-a-referral life-of-a-school-place life-of-a-plan life-of-a-panel-action life-of-a-report lives-of-the-others add-a-bank-holiday change-a-rule)
lines=(); worst=0

walk() { # NAME: runs it and keeps a line about it
  local name="$1" out status=0
  printf '\n== %s ==\n' "$name"
  out="$("$here/$name.sh" 2>&1)" || status=$?
  printf '%s\n' "$out"
  [ "$status" = 0 ] || worst=1
  lines+=("$(printf '%-24s %3s steps, %3s refused   %s' "$name" "$(grep -cE '^  [0-9]{3}  ' <<<"$out")" "$(grep -cE '^  4[0-9]{2}  ' <<<"$out")" "$(tail -n 1 <<<"$out")")")
}

for name in "${walks[@]}"; do walk "$name"; done
if [ -n "${KEPT_URL_2018:-}" ]; then
  KEPT_URL="$KEPT_URL_2018" KEPT_DATA_DIR="${KEPT_DATA_DIR_2018:-}" walk move-a-meeting
else
  lines+=("$(printf '%-24s not walked: it needs a Kept of July 2018 (KEPT_URL_2018)' move-a-meeting)")
fi

printf '\n'
printf '%s\n' "${lines[@]}"
exit "$worst"
