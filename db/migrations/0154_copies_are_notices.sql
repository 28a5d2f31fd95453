-- A request given to somebody to read is told as they chose for copies.
alter table kernel.task drop constraint task_notice_check;
alter table kernel.task add constraint task_notice_check check (notice in ('waiting', 'copy', 'done'));
