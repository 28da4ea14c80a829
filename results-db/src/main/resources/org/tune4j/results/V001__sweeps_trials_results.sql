-- One statement ends where a line ends with a semicolon. A published migration never changes.
-- There are no sequences (a reader could advance them) and no foreign keys (the one writer keeps them true).

create table sweep(
  id integer primary key,
  name varchar not null,
  relation varchar not null,
  status varchar not null,
  reason varchar,
  yaml character large object not null,
  seed bigint not null,
  metric varchar,
  mode varchar,
  created_at timestamp(9) with time zone not null,
  ended_at timestamp(9) with time zone,
  applied_seq bigint not null,
  provenance varchar not null
);
create unique index sweep_name on sweep(name);
create unique index sweep_relation on sweep(relation);

-- The leaves of the config lie in the arrays at the index that param_name gives them.
create table trial(
  id varchar primary key,
  sweep_id integer not null,
  number integer not null,
  trainable varchar not null,
  config varchar not null,
  params_num double precision array not null,
  params_text varchar array not null,
  seed bigint not null,
  cpu double precision not null,
  gpu double precision not null,
  status varchar not null,
  attempts integer not null,
  failures integer not null,
  member varchar,
  created_at timestamp(9) with time zone not null,
  started_at timestamp(9) with time zone,
  ended_at timestamp(9) with time zone,
  reason varchar,
  error varchar,
  best_value double precision,
  best_iteration integer
);
create unique index trial_number on trial(sweep_id, number);

create table param_name(
  sweep_id integer not null,
  idx integer not null,
  path varchar not null,
  kind varchar not null,
  primary key(sweep_id, idx)
);

-- The id is sweep_id * 2^40 + the event's seq: one index serves both the key and the order of replay.
-- The metrics lie in the array at the index that metric_name gives them.
create table result(
  id bigint primary key,
  trial_id varchar not null,
  attempt integer not null,
  training_iteration integer not null,
  timesteps_total bigint not null,
  episodes_total bigint not null,
  time_total_s double precision not null,
  recorded_at timestamp(9) with time zone not null,
  done boolean not null,
  superseded boolean not null,
  metrics double precision array not null,
  extra varchar
);
create unique index result_key on result(trial_id, attempt, training_iteration);

create table metric_name(
  sweep_id integer not null,
  idx integer not null,
  name varchar not null,
  primary key(sweep_id, idx)
);

-- Attempt n of the trial went on from that iteration: what earlier attempts reported beyond it is superseded.
create table restart(
  sweep_id integer not null,
  trial_id varchar not null,
  attempt integer not null,
  from_iteration integer not null,
  primary key(trial_id, attempt)
);

create table checkpoint(
  id varchar primary key,
  trial_id varchar not null,
  attempt integer not null,
  training_iteration integer not null,
  bytes bigint not null,
  sha256 varchar not null,
  created_at timestamp(9) with time zone not null
);
create index checkpoint_trial on checkpoint(trial_id);

-- Every event but the results, which carry their seq themselves.
create table event(
  sweep_id integer not null,
  seq bigint not null,
  at timestamp(9) with time zone not null,
  kind varchar not null,
  trial_id varchar,
  attempt integer,
  detail varchar not null,
  primary key(sweep_id, seq)
);

create view metric as
  select r.trial_id, r.attempt, r.training_iteration, n.name,
    case when n.idx <= cardinality(r.metrics) then r.metrics[n.idx] end as "value"
  from result r join metric_name n on n.sweep_id = r.id / 1099511627776
  where not r.superseded
    and case when n.idx <= cardinality(r.metrics) then r.metrics[n.idx] end is not null;

create view trial_param as
  select t.id as trial_id, n.path,
    case when n.idx <= cardinality(t.params_num) then t.params_num[n.idx] end as value_num,
    case when n.idx <= cardinality(t.params_text) then t.params_text[n.idx] end as value_text
  from trial t join param_name n on n.sweep_id = t.sweep_id
  where case when n.idx <= cardinality(t.params_text) then t.params_text[n.idx] end is not null;

create user if not exists reader password '';
grant select on schema public to reader;
