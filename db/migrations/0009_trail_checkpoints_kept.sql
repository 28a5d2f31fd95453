revoke update, delete, truncate on kernel.trail_checkpoint from bylaw_app;
create index trail_checkpoint_made on kernel.trail_checkpoint (made_at desc, id desc);
create index trail_entry_actor on kernel.trail_entry (actor_person_id, at desc) where actor_person_id is not null;
create index trail_entry_org_at on kernel.trail_entry (org_id, at desc, id desc);
