-- Every request asks whose it is, by keys and one row at a time: there is one way to find that, and looking for it anew took three times as
-- long as finding.
alter function app.membership_of(uuid, uuid) set plan_cache_mode = force_generic_plan;
