const list = (select: string) => `coalesce((${select}), '[]'::json)`;

/** One statement, so one snapshot: the revision belongs to every row beside it. In json: a definition keeps its order. */
export const loadReference = `
select json_build_object(
  'revision', app.reference_revision($1::uuid),
  'organisation', json_build_object(
    'posts', ${list(`select json_agg(json_build_object('key', key, 'title', title, 'aliases', aliases, 'reportsTo', reports_to,
      'team', team) order by key) from posts where authority_id = $1`)},
    'holders', ${list(`select json_agg(json_build_object('post', post, 'personId', person_id, 'from', held_from, 'to', held_to)
      order by post, held_from) from post_holders where authority_id = $1`)},
    'covers', ${list(`select json_agg(json_build_object('post', post, 'personId', person_id, 'from', covers_from, 'to', covers_to)
      order by post, covers_from, person_id) from post_covers where authority_id = $1`)},
    'absences', ${list(`select json_agg(json_build_object('personId', person_id, 'from', absent_from, 'to', absent_to)
      order by person_id, absent_from) from absences where authority_id = $1`)},
    'people', ${list(`select json_agg(json_build_object('id', p.id, 'name', p.name, 'email', p.email, 'leaving', case when l.id is not null
        then json_build_object('lastDay', l.last_day, 'endsAt', l.ends_at, 'goneFrom', (l.ends_at at time zone 'Europe/London')::date)
        end) order by p.id)
      from people p left join leavings l on l.authority_id = p.authority_id and l.person_id = p.id and l.undone_at is null
        and l.returned_on is null where p.authority_id = $1`)},
    'bodies', ${list(`select json_agg(json_build_object('key', key, 'title', title, 'kind', kind) order by key)
      from bodies where authority_id = $1`)},
    'meetings', ${list(`select json_agg(json_build_object('id', id, 'body', body, 'heldOn', held_on, 'title', title, 'held', held)
      order by held_on, id) from meetings where authority_id = $1`)}),
  'teams', ${list(`select json_agg(json_build_object('key', key, 'title', title) order by key) from teams where authority_id = $1`)},
  'roles', coalesce((select json_object_agg(person_id, roles) from (
      select person_id, json_agg(role order by role) as roles from person_roles where authority_id = $1 group by person_id) people),
    '{}'::json),
  'rules', ${list('select json_agg(body order by key, version) from rule_versions')},
  'eligibilityRules', ${list('select json_agg(body order by key, version) from eligibility_versions')},
  'wordList', coalesce((select body -> 'words' from word_list_versions where key = 'mind-your-language' order by version desc limit 1), '[]'),
  'wordsSaid', ${list(`select json_agg(json_build_object('key', key, 'said', said, 'id', id, 'by', changed_by_name, 'at', changed_at))
    from (select distinct on (key) * from word_changes where authority_id = $1 order by key, no desc) latest`)},
  'localValues', ${list(`select json_agg(json_build_object('key', key, 'version', version, 'duration', duration, 'effectiveFrom',
      effective_from, 'agreedBy', agreed_by) order by key, version) from local_values where authority_id = $1 and withdrawn_at is null`)},
  'calendars', ${list(`select json_agg(body order by key) from (
      select distinct on (key) key, body from (
        select key, body, 1 as own, revision from calendars where authority_id = $1
        union all
        select key, body, 0 as own, version as revision from calendar_versions) every
      order by key, own desc, revision desc) newest`)},
  'definitions', ${list('select json_agg(body order by key, version) from workflow_versions')}) as reference`;
