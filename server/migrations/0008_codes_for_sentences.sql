-- What the server itself decided is kept as a code with its parameters; a sentence is made when somebody reads it. What a person wrote
-- stays as it was written.

alter table app.claim_events add column reason_code text, add column reason_params json not null default '{}';

-- Append-only and seen by its organisation only: this once, every row is written anew in the same meaning.
alter table app.claim_events disable trigger append_only, no force row level security;
update app.claim_events set
  reason_code = case
    when reason ~ '^The open claim MS-[0-9A-HJKMNP-TV-Z-]+ is the same\.$' then 'same-as-open-claim'
    when reason = 'Held until the right is verified; then it goes on by itself.' then 'right-unverified'
    else 'written'
  end,
  reason_params = case
    when reason ~ '^The open claim MS-[0-9A-HJKMNP-TV-Z-]+ is the same\.$'
      then json_build_object('number', substring(reason from 'MS-[0-9A-HJKMNP-TV-Z-]+'))
    when reason = 'Held until the right is verified; then it goes on by itself.' then '{}'::json
    else json_build_object('text', reason)
  end
where reason is not null;
alter table app.claim_events enable trigger append_only, force row level security;
alter table app.claim_events drop column reason;
alter table app.claim_events add check (reason_code in ('same-as-open-claim', 'right-unverified', 'written'));

-- The last answers are asked for again within minutes: what they were is not worth telling in English only.
alter table app.time_stamps add column last_failures json;
alter table app.time_stamps drop column last_problem;
