-- As a surname some characters are read otherwise than alone: 沈 Shen, 曾 Zeng, 单 Shan. They sort as one that is always read so.
create function kernel.surname_read(name text) returns text language sql immutable strict parallel safe as $$
  select translate(left(name, 1), '沈曾单單解仇查区區乐樂召翟祭', '审增善善谢求渣欧欧岳岳邵宅债') || substr(name, 2)
$$;
comment on function kernel.surname_read(text) is 'What a person''s name is sorted by: a surname read otherwise than its character alone is put as another of its reading.';
drop index kernel.person_pinyin;
create index person_pinyin on kernel.person (kernel.surname_read(name) collate kernel.pinyin, id);
