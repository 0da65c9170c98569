-- One case is taken out, and the figures that move are shown with what they were. Nothing stays: the transaction is rolled
-- back. Needs a login that may delete, as the owner of the database; the service itself has none.
create temp table before as select no, figure, counted, verdict from figures;

create temp table gone as
  select id, reference from work_items where workflow = 'ehcp-escalation' order by created_at limit 1;
select reference as "taken out" from gone;
delete from outbox o using notices n, gone g where n.work_item_id = g.id and o.id = n.id and o.authority_id = n.authority_id;
delete from notices t using gone g where t.work_item_id = g.id;
delete from firings t using gone g where t.work_item_id = g.id;
delete from deadlines t using gone g where t.work_item_id = g.id;
delete from work_item_records t using gone g where t.work_item_id = g.id;
delete from work_item_evidence t using gone g where t.work_item_id = g.id;
delete from work_item_links t using gone g where t.work_item_id = g.id;
delete from work_item_events t using gone g where t.work_item_id = g.id;
delete from work_items t using gone g where t.id = g.id;

select b.no, b.figure, trim_scale(round(b.counted, 2)) as before, trim_scale(round(f.counted, 2)) as after, f.printed, f.verdict
  from before b join figures f using (no)
 where b.counted is distinct from f.counted
 order by no;

rollback;
select count(*) as "cases that are there again" from work_items where workflow = 'ehcp-escalation';
