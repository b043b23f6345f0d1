-- A request for a penalty that rests on claims names them, also in what was asked: it goes with the first of them. What was granted stays,
-- as an entry of the seller.
grant select, delete on app.penalty_requests, app.penalty_events to marketsafe_deletion;
