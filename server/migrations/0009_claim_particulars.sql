-- What people fill in beyond what every claim has: which fields there are is the contract's list, so one more needs no migration. json for
-- the reason given in 0004. A claim of before has none.
alter table app.claims add column particulars json not null default '{}';

-- People add documents, too.
alter table app.blobs drop constraint blobs_type_check;
alter table app.blobs add constraint blobs_type_check check (
  type in (
    'image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif', 'text/html', 'application/json', 'application/pdf'
  )
);
