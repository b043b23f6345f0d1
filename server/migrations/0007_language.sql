-- The language in which a person reads, the same in the console and in the extension: the newest choice holds, wherever it was made.

alter table app.memberships
  add column language text check (language in ('browser', 'en', 'zh-CN')),
  add column language_chosen_at timestamptz,
  add check ((language is null) = (language_chosen_at is null));

grant update (language, language_chosen_at) on app.memberships to marketsafe_app;

-- Everybody chooses for themselves; nothing else of a membership can be written by the program.
create policy own_choice on app.memberships as restrictive for update using (user_id = app.current_user_id());
