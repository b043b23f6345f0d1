-- `marketsafe_search` owns the functions that count for an organisation across those who filed for it. It may read of packets, and of what became of
-- them, what these functions count and no more: the columns that they name, of packets that the current organisation filed or that were filed for it.

revoke select on app.packets, app.packet_claims, app.marketplace_answers from marketsafe_search;
grant select (organisation_id, packet_id, holder_id, marketplace, reason, right_id, sent_at) on app.packets to marketsafe_search;
grant select (organisation_id, packet_id, claim_id, position, left_at) on app.packet_claims to marketsafe_search;
grant select (organisation_id, packet_id, at, outcome, cause, undone_at, moved) on app.marketplace_answers to marketsafe_search;

alter policy standing on app.packets using (
  (select app.current_organisation()) in (organisation_id, holder_id));
alter policy standing on app.packet_claims using (
  organisation_id = (select app.current_organisation()) or exists (select from app.packets
    where packets.organisation_id = packet_claims.organisation_id and packets.packet_id = packet_claims.packet_id));
alter policy standing on app.marketplace_answers using (
  organisation_id = (select app.current_organisation()) or exists (select from app.packets
    where packets.organisation_id = marketplace_answers.organisation_id and packets.packet_id = marketplace_answers.packet_id));
alter policy standing on app.claim_events using (
  organisation_id = (select app.current_organisation()) or exists (select from app.packet_claims
    where packet_claims.organisation_id = claim_events.organisation_id and packet_claims.claim_id = claim_events.claim_id));
alter policy standing on app.claims using (
  (select app.current_organisation()) in (organisation_id, holder_id));
-- Brands, of one's own rights and of those under which one filed.
alter policy counting on app.rights using (
  organisation_id = (select app.current_organisation()) or exists (select from app.claims
    where claims.organisation_id = (select app.current_organisation()) and claims.holder_id = rights.organisation_id
      and claims.right_id = rights.right_id));
