-- That the declarations of a claim were made once, for a sweep: which one, which wordings, when, under which account. json for the reason
-- given in 0004. Null where they were made on the claim itself.
alter table app.claims add column declared_in json;
