-- Lists that the figures open, for those who may see a child's case. References only.

-- Stalled: nothing new for 20 working days (28 days here), or a move of home after whatever was done last.
select s.reference, s.level, s.last_act, s.last_evidence, s.last_move,
       case when s.last_move > s.last_act then 'moved since' else 'nothing new' end as why
  from (select w.reference, w.level,
               (select max(e.occurred_on) from work_item_events e
                 where e.work_item_id = w.id
                   and e.type in ('work-item-created', 'work-item-transitioned', 'evidence-added', 'level-raised')) as last_act,
               (select max(v.added_at)::date from work_item_evidence v where v.work_item_id = w.id) as last_evidence,
               (select max((r.fields ->> 'movedOn')::date) from work_item_records r
                 where r.work_item_id = w.id and r.kind = 'moves') as last_move
          from work_items w where w.workflow = 'ehcp-escalation' and not w.closed) s
 where coalesce(s.last_evidence, date '2019-01-01') < app.now()::date - 28 or s.last_move > s.last_act
 order by s.last_act;

-- Schools known to be full in a year, to be read before papers go: the last answer of each school for each year.
select distinct on (r.fields ->> 'school', r.fields ->> 'yearGroup')
       r.fields ->> 'school' as school, r.fields ->> 'yearGroup' as year_group, r.fields ->> 'answer' as answer,
       r.fields ->> 'answeredOn' as answered_on,
       (select count(*) from work_item_records later
         where later.kind = 'consultations' and later.fields ->> 'school' = r.fields ->> 'school'
           and later.fields ->> 'yearGroup' = r.fields ->> 'yearGroup'
           and later.fields ->> 'askedOn' > r.fields ->> 'answeredOn') as asked_again
  from work_item_records r
 where r.kind = 'consultations' and r.fields ->> 'answer' = 'full'
 order by 1, 2, 4 desc;

-- Consultations without an answer after fifteen days (SEND Code, 9.83), with the SEN area that holds the papers.
select w.reference, r.fields ->> 'school' as school, r.fields ->> 'askedOn' as asked_on, d.due_on,
       app.now()::date - d.due_on as days_late, r.fields ->> 'answer' as answer, w.fields ->> 'senArea' as papers_with
  from work_items w
  join work_item_records r on r.work_item_id = w.id and r.kind = 'consultations'
  join deadlines d on d.work_item_id = w.id and d.key = 'ehc-school-consultation' and d.occurrence = r.no
 where not w.closed and d.status = 'running' and d.due_on < app.now()::date
 order by d.due_on;

-- Papers older than twelve weeks.
select reference, fields ->> 'senArea' as papers_with, fields ->> 'papersOn' as papers_of,
       (app.now()::date - (fields ->> 'papersOn')::date) / 7 as weeks_old
  from work_items
 where workflow = 'ehcp-escalation' and not closed and (fields ->> 'papersOn')::date < app.now()::date - 84
 order by 3;

-- Levels that nobody has acknowledged, or that have not been answered by their day.
select w.reference, r.fields ->> 'level' as level, r.fields ->> 'post' as post, r.fields ->> 'answerDueOn' as answer_due_on,
       r.fields ->> 'acknowledgedOn' as acknowledged_on, r.fields ->> 'answerBy' as promised_for
  from work_items w join work_item_records r on r.work_item_id = w.id and r.kind = 'escalations'
 where w.workflow = 'ehcp-escalation' and not w.closed and r.fields ->> 'answeredOn' is null
 order by 1;
