-- Which languages there are is the contract's list alone: the wire takes no other, and a further one needs no change here.

alter table app.memberships
  drop constraint memberships_language_check,
  add constraint memberships_language_check
    check (length(language) <= 35 and language ~ '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$');
