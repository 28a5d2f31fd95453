-- As Traditional Chinese says it everywhere else.
update complaints.kind set title_tw = '服務品質' where key = 'quality' and version = 1 and title_tw = '服務質量';
