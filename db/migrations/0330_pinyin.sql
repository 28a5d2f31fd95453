-- Chinese names stand in the order people look them up: by pinyin. An engine built without ICU keeps the order of code points.
do $$ begin
  create collation kernel.pinyin (provider = icu, locale = 'zh-u-co-pinyin');
exception when feature_not_supported or invalid_parameter_value or undefined_object then
  create collation kernel.pinyin from "C";
end $$;
comment on collation kernel.pinyin is 'The order of names, as in a Chinese list: by pinyin.';
create index person_pinyin on kernel.person (name collate kernel.pinyin, id);
drop index kernel.person_name;
