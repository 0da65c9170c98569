#!/bin/sh
# Dates that are easily got wrong, asked of `kept deadline` one by one. Build first: npm run build. Status 1 where
# one is refused that should not be, or the other way round. What each has to come
# to stands in apps/cli/src/deadline/worked-examples.test.ts.
cd "$(dirname "$0")/../.." || exit 2

show() {
  printf '\n$ kept deadline %s\n' "$*"
  npx kept deadline "$@" 2>&1 || exit 1
}
refused() {
  printf '\n$ kept deadline %s\n' "$*"
  npx kept deadline "$@" 2>&1
  [ $? -eq 2 ] || exit 1
}

title() {
  printf '\n== %s ==\n' "$1"
}

title 'A plan in 20 weeks, of a school closed in the summer: the exception comes and goes, the date stays'
for asked in 2019-07-16 2019-07-17 2019-08-26 2019-08-27; do
  show ehc-final-plan --from 2019-05-13 --closure 2019-07-24..2019-09-02 --advice-asked "$asked"
done

title 'Closed for 27 days, and for 28'
for reopens in 2019-08-20 2019-08-21; do
  show ehc-final-plan --from 2019-05-13 --closure "2019-07-24..$reopens" --advice-asked 2019-07-20
done

title '72 hours over the clocks of 28 March and 31 October 2027'
show return-interview-72h --from 2027-03-26 --time 10:00
refused return-interview-72h --from 2027-03-28 --time 01:30
show return-interview-72h --from 2027-10-29 --time 10:00
show return-interview-72h --from 2027-10-31 --time 01:30

title 'A Saturday that is not rolled'
show cla-review-second --from 2020-05-01

title 'School terms: in a term, in the holidays, and beyond what is loaded'
show pep-term --from 2020-02-18
show pep-term --from 2019-07-24
refused pep-term --from 2027-07-22
