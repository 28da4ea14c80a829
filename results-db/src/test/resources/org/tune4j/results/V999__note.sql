-- What a later version might do.
alter table sweep add column note varchar default 'none' not null;
