-- Lists of people are read in the order of their names, a page at a time.
create index person_name on kernel.person (name, id);
create index organisation_name on kernel.organisation (name, id);
