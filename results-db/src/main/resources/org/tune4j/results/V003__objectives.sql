-- What the last result of a trial means to a sweep with several objectives or metric_bounds: the values of the objectives in
-- their order, how far the bounds are broken, and which iteration that was. All of the objectives and the bounds as JSON, when
-- metric and mode, the first objective, do not say everything.
alter table trial add column if not exists objectives double precision array;
alter table trial add column if not exists violation double precision;
alter table trial add column if not exists outcome_iteration integer;

alter table sweep add column if not exists objectives varchar;

-- The trials of sweeps with several objectives that no other beats. The id is sweep_id * 2^40 + the trial's number.
create table if not exists pareto_front(
  id bigint primary key,
  objectives double precision array not null
);

-- It has all that the sweep was as a file before it was resumed in other spaces.
alter table sweep alter column provenance set data type character large object;
