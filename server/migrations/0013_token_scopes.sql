-- What a session may do: null is everything that the person may who signed in with their password, otherwise the scopes that were named to
-- whoever approved the extension.
alter table auth."session" add column "scope" text;

-- Whose the sessions of before are cannot be told. They stay good for an extension, so that nobody's reports wait for a sign-in; the
-- console asks for the password once more.
update auth."session" set "scope" = 'account reference claims:submit claims:follow';
