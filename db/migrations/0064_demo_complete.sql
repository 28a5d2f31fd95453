-- A demo network that is complete says so (src/app/database.ts); those made before this did so without.
insert into kernel.setting (key, value)
select 'demo_complete', 'true' where exists (select from kernel.setting where key = 'demo_accounts');
