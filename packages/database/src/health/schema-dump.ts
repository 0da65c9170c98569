import type pg from 'pg';

/**
 * Our own listing of the catalogue, sorted, so that a review sees every change of a table in schema.sql. The embedded
 * server has no pg_dump, and pg_dump's words change with its version; these are the same on PostgreSQL 15 and 18.
 */
const schemas = `n.nspname in ('public', 'app', 'audit', 'public_site')`;

const tables = `
select format(E'table %s.%s%s%s\\n%s', n.nspname, c.relname,
    case when c.relforcerowsecurity then ' (row-level security forced)' else '' end,
    coalesce(' with ' || array_to_string(c.reloptions, ', '), ''),
    (select string_agg(format('  %s %s%s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
        case when a.attnotnull then ' not null' else '' end,
        case when a.attidentity <> '' then ' identity' else '' end,
        case when d.adbin is null then ''
          when a.attgenerated <> '' then ' generated ' || pg_get_expr(d.adbin, d.adrelid)
          else ' default ' || pg_get_expr(d.adbin, d.adrelid) end), E'\\n' order by a.attnum)
      from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)) as line
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where ${schemas} and c.relkind in ('r', 'p', 'v') order by n.nspname, c.relname`;

const constraints = `
select format('constraint %s on %s: %s', con.conname, con.conrelid::regclass, pg_get_constraintdef(con.oid)) as line
from pg_constraint con join pg_namespace n on n.oid = con.connamespace
where ${schemas} and con.contype in ('p', 'u', 'f', 'c') order by con.conrelid::regclass::text, con.conname`;

const indexes = `
select pg_get_indexdef(i.indexrelid) as line
from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
where ${schemas} order by c.relname`;

const policies = `
select format('policy %s on %s for %s to %s using (%s) with check (%s)', p.polname, p.polrelid::regclass, p.polcmd,
    coalesce((select string_agg(rolname, ', ' order by rolname) from pg_roles where oid = any (p.polroles)), 'public'),
    pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) as line
from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
where ${schemas} order by p.polrelid::regclass::text, p.polname`;

const triggers = `
select pg_get_triggerdef(t.oid) as line from pg_trigger t
join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
where ${schemas} and not t.tgisinternal order by t.tgrelid::regclass::text, t.tgname`;

const functions = `
select format(E'%s\\nowner %s', pg_get_functiondef(p.oid), pg_get_userbyid(p.proowner)) as line
from pg_proc p join pg_namespace n on n.oid = p.pronamespace
where n.nspname in ('app', 'audit', 'public_site') order by p.oid::regprocedure::text`;

const relationGrants = `
select format('grant %s on %s to %s', string_agg(distinct g.privilege_type, ', ' order by g.privilege_type), c.oid::regclass,
    case g.grantee when 0 then 'public' else pg_get_userbyid(g.grantee) end) as line
from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) g
where ${schemas} and c.relkind in ('r', 'p', 'v') and g.grantee <> c.relowner
group by c.oid, g.grantee order by c.oid::regclass::text, 1`;

const columnGrants = `
select format('grant %s (%s) on %s to %s', g.privilege_type, string_agg(a.attname, ', ' order by a.attname), a.attrelid::regclass,
    pg_get_userbyid(g.grantee)) as line
from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace, aclexplode(a.attacl) g
where ${schemas} group by a.attrelid, g.privilege_type, g.grantee order by a.attrelid::regclass::text, 1`;

const functionGrants = `
select format('grant execute on function %s to %s', p.oid::regprocedure,
    string_agg(case g.grantee when 0 then 'public' else pg_get_userbyid(g.grantee) end, ', ' order by g.grantee::regrole::text)) as line
from pg_proc p join pg_namespace n on n.oid = p.pronamespace,
  aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g
where n.nspname in ('app', 'audit', 'public_site') and g.grantee <> p.proowner group by p.oid order by p.oid::regprocedure::text`;

const sections = [
  tables,
  constraints,
  indexes,
  policies,
  triggers,
  functions,
  relationGrants,
  columnGrants,
  functionGrants,
];

/** The migrated schema as text; needs a login that may read the catalogue, which is everybody. */
export async function dumpSchema(client: pg.ClientBase): Promise<string> {
  const parts: string[] = [
    '-- The schema as the migrations leave it. Made by a program: npm run check says when it is out of date.',
  ];
  for (const section of sections) {
    const { rows } = await client.query<{ line: string }>(section);
    parts.push(rows.map((row) => row.line).join('\n'));
  }
  return `${parts.join('\n\n')}\n`;
}
