-- The figures of Lifelong Links (panel, 19 July 2018, pages 19 to 22) and of the children with a plan and without suitable
-- education (panel, 18 February 2020, EHCP six-monthly update), each counted over the items, beside what the paper prints.
-- Opens a transaction that is never committed: what stands here is temporary.
begin;
do $$ begin perform app.enter(id) from app.authorities() where key = 'kent'; end $$;

-- Where each item stood at the end of a day, by its history.
create temp view stood as
  select w.id, w.reference, w.workflow, w.fields, e.occurred_on, e.seq, e.to_state
    from work_items w
    join authorities a on a.id = w.authority_id and a.key = 'kent'
    join work_item_events e on e.authority_id = w.authority_id and e.work_item_id = w.id and e.to_state is not null;

-- The referrals as they stood on the day of the paper, and whether they had come as far as a referral.
create temp view referrals as
  select id, fields ->> 'area' as area,
         (array_agg(to_state order by seq desc))[1] as state,
         bool_or(to_state = 'referred') as referred
    from stood
   where workflow = 'lifelong-links-referral' and occurred_on <= date '2018-07-19'
   group by id, fields;

-- Places that were taken: the first referral of each, on its day.
create temp view places as
  select id, min(occurred_on) filter (where to_state = 'referred') as referred_on,
         min(occurred_on) filter (where to_state = 'conference-planned') as conference_on
    from stood where workflow = 'lifelong-links-referral' group by id;

-- The children who were open at the end of January 2020.
create temp view children as
  select s.id, min(s.occurred_on) as since, (s.fields ->> 'yearGroup')::int as year_group,
         coalesce((s.fields ->> 'noRecordedSchool')::boolean, false) as nrs,
         coalesce((s.fields ->> 'reducedTimetable')::boolean, false) as rtt,
         coalesce((s.fields ->> 'awaitingPlacementChange')::boolean, false) as awaiting,
         coalesce((s.fields ->> 'needsOutOfCounty')::boolean, false) as out_of_county,
         s.fields ->> 'area' as area,
         (select count(*) from work_item_records r
           where r.work_item_id = s.id and r.kind = 'moves' and r.fields ->> 'movedOn' <= '2020-01-31') as moves
    from stood s
   where s.workflow = 'ehcp-escalation' and s.occurred_on <= date '2020-01-31'
   group by s.id, s.fields
  having (array_agg(s.to_state order by s.seq desc))[1] <> 'closed';

-- The measures of the fostering plan (panel, 19 July 2018, pages 43 to 62), and its targets and rows.
create temp view plan_measures as
  select r.fields ->> 'name' as name, (r.fields ->> 'target')::numeric as target
    from work_item_records r join work_items w on w.authority_id = r.authority_id and w.id = r.work_item_id
    join authorities a on a.id = w.authority_id and a.key = 'kent'
   where r.kind = 'measures' and w.workflow = 'business-plan-target';

create temp view plan_rows as
  select w.workflow, w.fields ->> 'row' as table_row
    from work_items w join authorities a on a.id = w.authority_id and a.key = 'kent'
   where w.workflow in ('business-plan-target', 'business-plan-action');

-- The virtual school's month of January 2020, with or without a plan: another cohort than the 19 above.
create temp view month as
  select c.*
    from cohort_children c join cohort_snapshots s on s.authority_id = c.authority_id and s.id = c.snapshot_id
    join authorities a on a.id = c.authority_id and a.key = 'kent'
   where s.cohort = 'virtual-school' and s.month = date '2020-01-01'
     and s.revision = (select max(n.revision) from cohort_snapshots n where n.authority_id = s.authority_id and n.cohort = s.cohort and n.month = s.month);

-- What the papers print and no item holds: how many there are in all, and the shares of earlier months.
create temp view printed_denominators as
  select 302 as with_plan,      -- 2.2 and table 2
         1021 as school_age,    -- table 2: of statutory school age
         42 as feb_2018, 25 as june_2019,               -- table 1
         14.2 as share_feb_2018, 7.4 as share_june_2019, -- table 1; 7.4 stands under “Jan 19”
         210 as funded, 500 as conferences, 300 as eligible, 1120 as estimate, 1608 as in_care; -- 19 July 2018, 2.1 to 3.2

create temp view counted as
  select (select count(*) from referrals) as identified,
         (select count(*) from referrals where area in ('east', 'south')) as east_south,
         (select count(*) from referrals where referred and state not like 'withdrawn%') as confirmed,
         (select count(*) from referrals where state = 'withdrawn-by-social-worker') as withdrawn,
         (select count(*) from referrals where state = 'declined-by-young-person') as declined,
         (select count(*) from referrals where state in ('identified', 'agreement-sought')) as unaccounted,
         (select count(*) from places where referred_on between '2017-03-01' and '2020-03-31') as funded_taken,
         (select count(*) from places where referred_on between '2018-04-01' and '2019-03-31') as year_two,
         (select count(*) from places where conference_on between '2018-04-01' and '2019-03-31') as conferences,
         (select count(*) from children) as now,
         (select count(*) from children where nrs) as nrs,
         (select count(*) from children where rtt) as rtt,
         (select count(*) from children where awaiting) as awaiting,
         (select count(*) from children where nrs::int + rtt::int + awaiting::int > 1) as several,
         (select count(*) from children where year_group in (10, 11)) as key_stage_four,
         (select count(*) from children where out_of_county) as out_of_county,
         (select count(*) from children where area = 'medway') as medway,
         (select count(*) from children where since <= '2019-06-30') as stuck,
         (select count(*) from children where since <= '2019-06-30' and not out_of_county and area <> 'medway') as stuck_kent,
         (select count(*) from children where since <= '2019-06-30' and year_group in (10, 11)) as stuck_key_stage_four,
         (select count(*) from children where since <= '2019-06-30' and moves > 1) as stuck_moving;

-- Number, what it is, counted, printed (or what follows from what is printed; null where nothing does), where, and a word
-- on it. A printed figure is compared at the number of decimals that it is printed with.
create temp view figures as
  select f.no, f.figure, f.counted, f.printed,
         case when f.printed is null then 'not printed'
              when round(f.counted, scale(f.printed)) = f.printed then 'same'
              else 'DIFFERS' end as verdict,
         f.place, f.remark
    from counted c, printed_denominators p, lateral (values
    -- Lifelong Links, as on 19 July 2018
    (101, 'identified as suitable', c.identified::numeric, 85::numeric, '2.1', null),
    (102, 'of them in East and South Kent', c.east_south, 85, '2.1', null),
    (103, 'confirmed or active', c.confirmed, 35, '2.1', null),
    (104, 'withdrawn by the social worker', c.withdrawn, 12, '2.3', 'follows from 14% of 85'),
    (105, 'withdrawn by the social worker, per cent of those identified', 100.0 * c.withdrawn / nullif(c.identified, 0), 14, '2.3', null),
    (106, 'declined by the young person', c.declined, 14, '2.3', 'follows from 16% of 85'),
    (107, 'declined by the young person, per cent of those identified', 100.0 * c.declined / nullif(c.identified, 0), 16, '2.3', null),
    (108, 'of whom the paper says nothing more', c.unaccounted, 24, null, 'follows from 85 less 35, 12 and 14'),
    (109, 'referrals paid for, March 2017 to March 2020: taken', c.funded_taken, null, '3.2', 'by the referrals told here'),
    (110, 'referrals paid for: left of the 210', p.funded - c.funded_taken, null, '3.2', null),
    (111, 'meeting the criteria over 3 years, for each of the 210', p.estimate::numeric / p.funded, null, '2.4, 3.2', 'an estimate of 1,120 beside the 210'),
    (112, 'identified, per cent of the 300 eligible at any time', 100.0 * c.identified / p.eligible, null, '2.1', null),
    (113, 'eligible at any time, per cent of all in care', 100.0 * p.eligible / p.in_care, null, '2.1, 2.4', '300 of 1,608 on 21 June 2018'),
    (114, 'referred in 2018-19, beside a target of 80', c.year_two, null, 'fostering plan, target 8', 'the papers end in July 2018'),
    (115, 'conferences planned in 2018-19, of 500 a year', c.conferences, null, '3.1', 'the 500 are for all of the service’s work'),
    -- Children with a plan and without suitable education, at the end of January 2020
    (201, 'with a plan, per cent of those of school age', 100.0 * p.with_plan / p.school_age, 30, '2.1', '302 of 1,021'),
    (202, 'without suitable education', c.now, 19, '2.6', null),
    (203, 'without suitable education, per cent of those with a plan', 100.0 * c.now / p.with_plan, 6.3, '2.6', 'of 302'),
    (204, 'no recorded school', c.nrs, 9, 'table 2', null),
    (205, 'no recorded school, per cent of the cohort', 100.0 * c.nrs / nullif(c.now, 0), 47.4, 'table 2', 'of 19'),
    (206, 'no recorded school, per cent of those with a plan', 100.0 * c.nrs / p.with_plan, 2.98, 'table 2', 'of 302'),
    (207, 'no recorded school, per cent of those of school age', 100.0 * c.nrs / p.school_age, 0.9, 'table 2', 'of 1,021'),
    (208, 'on a reduced timetable', c.rtt, 6, 'table 2', null),
    (209, 'on a reduced timetable, per cent of the cohort', 100.0 * c.rtt / nullif(c.now, 0), 32, 'table 2', 'of 19'),
    (210, 'on a reduced timetable, per cent of those with a plan', 100.0 * c.rtt / p.with_plan, 1.99, 'table 2, 2.8', 'of 302'),
    (211, 'on a reduced timetable, per cent of those of school age', 100.0 * c.rtt / p.school_age, 0.6, 'table 2', 'of 1,021'),
    (212, 'awaiting a change of school', c.awaiting, 9, 'table 2', null),
    (213, 'awaiting a change of school, per cent of the cohort', 100.0 * c.awaiting / nullif(c.now, 0), 47.4, 'table 2, 2.3', 'of 19'),
    (214, 'awaiting a change of school, per cent of those with a plan', 100.0 * c.awaiting / p.with_plan, 2.98, 'table 2', 'of 302'),
    (215, 'awaiting a change of school, per cent of those of school age', 100.0 * c.awaiting / p.school_age, 0.9, 'table 2', 'of 1,021'),
    (216, 'the three reasons added up', c.nrs + c.rtt + c.awaiting, null, 'table 2', 'more than 19'),
    (217, 'for more than one reason', c.several, null, null, 'why the reasons add up to more'),
    (218, 'in years 10 and 11', c.key_stage_four, 10, '2.5', null),
    (219, 'in years 10 and 11, per cent of the cohort', 100.0 * c.key_stage_four / nullif(c.now, 0), 53, '3.7', 'of 19'),
    (220, 'needing a place out of county', c.out_of_county, 4, '2.7, second', 'without Medway'),
    (221, 'living in Medway', c.medway, 1, '2.7, second', null),
    (222, 'without progress since June 2019', c.stuck, 3, '2.7', null),
    (223, 'without progress since June 2019, per cent of the cohort', 100.0 * c.stuck / nullif(c.now, 0), 16, '2.7', 'of 19'),
    (224, 'without progress since June 2019, needing a place in Kent', c.stuck_kent, 3, '2.7', null),
    (225, 'without progress since June 2019, in key stage 4', c.stuck_key_stage_four, 2, '3.7', null),
    (226, 'without progress since June 2019, with several moves of home, per cent', 100.0 * c.stuck_moving / nullif(c.stuck, 0), 67, '2.7', '2 of 3'),
    -- How it changed, and what each number is a share of
    (301, 'children, February 2018 to June 2019: fewer, per cent of the children', 100.0 * (p.feb_2018 - p.june_2019) / p.feb_2018, 40.48, '2.6', 'the paper calls it a percentage point change; it is per cent of the children'),
    (302, 'children, February 2018 to January 2020: fewer, per cent of the children', 100.0 * (p.feb_2018 - c.now) / p.feb_2018, 54.8, 'table 1', 'follows from 42 and 19; the paper names no such change'),
    (303, 'share of those with a plan, February 2018 to January 2020: lower by, percentage points', p.share_feb_2018 - round(100.0 * c.now / p.with_plan, 1), 7.9, 'table 1', '14.2% to 6.3%; the paper prints “%”'),
    (304, 'the same: lower by, per cent of the share', 100.0 * (p.share_feb_2018 - round(100.0 * c.now / p.with_plan, 1)) / p.share_feb_2018, 55.6, '2.6, table 1', '2.6 calls it a percentage point change; it is per cent of the share'),
    (305, 'with a plan in February 2018, from 42 being 14.2%', round(100.0 * p.feb_2018 / p.share_feb_2018), null, 'table 1', 'the paper does not print it'),
    (306, 'with a plan in June 2019, from 25 being 7.4%', round(100.0 * p.june_2019 / p.share_june_2019), null, 'table 1', 'the share stands under “Jan 19”'),
    -- The rest of the problem: the same month, with or without a plan
    (401, 'not in education, with or without a plan', (select count(*) from month where not_in_education), 70, 'workflows, 3', null),
    (402, 'on a reduced timetable, with or without a plan', (select count(*) from month where reduced_timetable), 19, 'workflows, 3', 'another 19 than figure 202'),
    (403, 'of these without a plan', (select count(*) from month where reduced_timetable and not has_plan), 13, 'workflows, 3', null),
    -- The fostering plan
    (501, 'targets of the plan', (select count(*) from plan_rows where workflow = 'business-plan-target'), 10, 'pages 43 to 62', null),
    (502, 'rows of the plan', (select count(distinct table_row) from plan_rows where workflow = 'business-plan-action'), null, 'pages 43 to 62', 'a row is what the table draws as one'),
    (503, 'new foster carers by 31 March 2019', (select target from plan_measures where name = 'New foster carers'), 150, 'row 1.1', null),
    (504, 'new fostering households', (select target from plan_measures where name = 'New fostering households'), 150, 'rows 4.2, 4.3', 'the same 150, called households'),
    (505, 'children in Lifelong Links', (select target from plan_measures where name = 'Children in Lifelong Links'), 80, 'row 8.1', null),
    (506, 'assessment-bed carers', (select target from plan_measures where name = 'Assessment-bed carers'), 7, 'row 8.3', null),
    (507, 'hub families', (select target from plan_measures where name = 'Hub families'), 5, 'row 8.2', null),
    (508, 'audits a month by each support team manager', (select target from plan_measures where name = 'Audits a month by each support team manager'), 5, 'row 5.1', null),
    (509, 'audits a month by the central teams', (select target from plan_measures where name = 'Audits a month by the central teams'), 20, 'row 5.1', null),
    (510, 'recruitment events a year for each support social worker', (select target from plan_measures where name like 'Recruitment events%'), 1, 'row 8.2', null),
    (511, 'participation events a year for each child', (select target from plan_measures where name like 'Participation events%'), 3, 'row 2.1', null),
    (512, 'staff trained in each team', (select target from plan_measures where name like 'Staff trained%'), 2, 'row 3.3', null),
    (513, 'working days to a placement planning meeting', (select target from plan_measures where name like 'Wait for the placement%'), 5, 'row 9.2', 'statutory')
    ) as f (no, figure, counted, printed, place, remark);
