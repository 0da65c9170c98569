import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What became of a message after a provider took it, and the webhooks by which teams are told. */
export class CreateChannels1797001500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
alter table outbox add column receipt_due_at timestamptz;
create index outbox_receipts on outbox (authority_id, receipt_due_at) where receipt_due_at is not null;
-- Of what a provider took that gives receipts one is awaited, whoever settled it.
create function app.await_receipt() returns trigger language plpgsql as $$
begin
  new.receipt_due_at := app.now() + interval '1 minute';
  return new;
end $$;
create trigger await_receipt before update on outbox for each row
  when (new.outcome = 'sent' and old.outcome is distinct from 'sent' and new.provider_reference like 'notify:%')
  execute function app.await_receipt();

-- A receipt names a message and no authority. Forward only: what is delivered or failed has ended, and what is not yet
-- settled is asked for later.
create function app.record_receipt(p_id uuid, p_outcome text, p_why text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  theirs uuid;
begin
  select o.authority_id into theirs from authorities a join outbox o on o.authority_id = a.id and o.id = p_id;
  if theirs is null then return false; end if;
  perform app.enter(theirs);
  update outbox set outcome = p_outcome, error = p_why, receipt_due_at = null
    where authority_id = theirs and id = p_id and outcome in ('sent', 'unknown');
  if not found then return false; end if;
  update notices n set status = p_outcome, status_at = app.now()
    where n.authority_id = theirs and n.status in ('sent', 'unknown') and (n.id = p_id
      or n.id in (select c.id from outbox c where c.authority_id = theirs and c.carried_by = p_id));
  return true;
end $$;
grant select (authority_id, id, outcome, carried_by), update (outcome, error, receipt_due_at) on outbox to kept_registrar;
grant select (authority_id, id, status), update (status, status_at) on notices to kept_registrar;
grant create on schema app to kept_registrar;
alter function app.record_receipt(uuid, text, text) owner to kept_registrar;
revoke all on function app.record_receipt(uuid, text, text) from public;
grant execute on function app.record_receipt(uuid, text, text) to kept_app, kept_worker, kept_owner;

create table team_webhooks (
  authority_id uuid not null,
  team text not null,
  -- The address, sealed by AES-256-GCM under KEPT_FIELD_KEY: whoever knows it may post into the team's channel.
  sealed bytea not null,
  key_id text not null,
  host text not null,
  set_by text not null,
  set_at timestamptz not null,
  -- A worker posts a card that shows that the way is open.
  tested_at timestamptz,
  test_fault text,
  primary key (authority_id, team),
  foreign key (authority_id, team) references teams,
  check (tested_at is not null or test_fault is null)
);
alter table team_webhooks enable row level security, force row level security;
create policy authority on team_webhooks to public
  using (authority_id = (select app.authority())) with check (authority_id = (select app.authority()));
grant select (authority_id, team, key_id, host, set_by, set_at, tested_at, test_fault), insert, delete on team_webhooks to kept_app;
grant select, update (tested_at, test_fault) on team_webhooks to kept_worker;
`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('What was delivered cannot be told in the schema before: restore a backup.'));
  }
}
