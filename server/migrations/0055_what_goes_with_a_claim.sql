-- A claim that is deleted takes along what was seen of its listing, and what its seller said and handed in by the marketplace's own portal.

grant select, delete on app.sightings, app.counter_files to marketsafe_deletion;
do $$
declare
  named text;
begin
  foreach named in array array['answers_undone', 'counter_notices', 'counter_files']
  loop
    execute format('grant select, delete on disclosed.%I to marketsafe_deletion', named);
    execute format(
      'create policy deletion_reads on disclosed.%1$I for select to marketsafe_deletion
        using (exists (select from app.packets where packets.packet_id = %1$I.packet_id))', named
    );
    execute format(
      'create policy deletion on disclosed.%1$I for delete to marketsafe_deletion using (
        exists (select from app.packets where packets.packet_id = %1$I.packet_id)
        and not exists (select from app.packet_claims where packet_claims.packet_id = %1$I.packet_id))', named
    );
  end loop;
end
$$;
