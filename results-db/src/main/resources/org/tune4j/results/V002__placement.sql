-- What a trial asks for and what it got; cpu and gpu stay, as the totals of the request. Rows of earlier versions have
-- no request of their own: it is one bundle with the cpu and gpu of the row.
alter table trial add column if not exists resources varchar;
alter table trial add column if not exists gpus varchar;
alter table trial add column if not exists placement varchar;

alter table sweep add column if not exists submitted_by varchar;

-- One row: which database this is, and how many drivers it has had.
create table if not exists driver(
  uid varchar not null,
  epoch bigint not null
);
insert into driver select cast(random_uuid() as varchar), 0 where not exists(select 1 from driver);
