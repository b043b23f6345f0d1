import { FINALITIES, INSTRUMENT_KINDS, RAID_CONSENTS, type RaidContent } from '@marketsafe/contract';
import { Button, Card, Check, FieldGroup } from '@marketsafe/looks';
import { finalityName, instrumentKindName, m, placeName, raidConsentName } from '@marketsafe/words';
import { useInfiniteQuery } from '@tanstack/react-query';
import { vaultQueryOf } from '../../api/rights-queries.ts';
import { ChosenField, DayOrNone, TypedField, YesNo } from '../../components/draft-fields.tsx';
import { useRaidForm } from './raid-fields.tsx';

/** The case itself: instrument, event, permission, parties, what an examiner says, and what is agreed to go. */
export function CaseTab() {
  const { draft } = useRaidForm();
  const { content, change } = draft;
  const { instrument, event, permission, authentication } = content;
  const set = <Part extends 'instrument' | 'event' | 'permission' | 'authentication'>(
    part: Part,
    changed: Partial<RaidContent[Part]>,
  ) => change({ [part]: { ...content[part], ...changed } });
  return (
    <>
      <Card title={m.raids_part_case()}>
        <div className="raid-grid">
          <TypedField
            label={m.raids_case()}
            path="/title"
            limit={200}
            value={content.title}
            onChange={(title) => change({ title })}
          />
        </div>
        <Rights />
      </Card>
      <Card title={m.raids_part_instrument()}>
        <div className="raid-grid">
          <ChosenField
            label={m.raids_kind()}
            path="/instrument/kind"
            none={m.raids_not_said()}
            value={instrument.kind}
            options={INSTRUMENT_KINDS.map((kind) => [kind, instrumentKindName(kind)])}
            onChange={(kind) => set('instrument', { kind })}
          />
          <TypedField
            label={m.raids_authority()}
            path="/instrument/authority"
            limit={300}
            value={instrument.authority}
            onChange={(authority) => set('instrument', { authority })}
          />
          <TypedField
            label={m.raids_instrument_number()}
            path="/instrument/number"
            limit={200}
            value={instrument.number}
            onChange={(number) => set('instrument', { number })}
          />
          <DayOrNone
            label={m.raids_instrument_date()}
            path="/instrument/date"
            value={instrument.date}
            onChange={(date) => set('instrument', { date })}
          />
          <YesNo
            label={m.raids_sealed()}
            path="/instrument/sealed"
            value={instrument.sealed}
            onChange={(sealed) => set('instrument', { sealed })}
          />
          <ChosenField
            label={m.raids_finality()}
            path="/instrument/finality"
            help={m.raids_finality_help()}
            value={instrument.finality}
            options={FINALITIES.map((finality) => [finality, finalityName(finality)])}
            onChange={(finality) => set('instrument', { finality: finality ?? 'unknown' })}
          />
          <DayOrNone
            label={m.raids_appeal_until()}
            path="/instrument/appealUntil"
            value={instrument.appealUntil}
            onChange={(appealUntil) => set('instrument', { appealUntil })}
          />
        </div>
      </Card>
      <Card title={m.raids_part_event()}>
        <div className="raid-grid">
          <DayOrNone
            label={m.raids_event_date()}
            path="/event/date"
            value={event.date}
            onChange={(date) => set('event', { date })}
          />
          <TypedField
            label={m.raids_place()}
            path="/event/place"
            limit={500}
            value={event.place}
            onChange={(place) => set('event', { place })}
          />
          <TypedField
            label={m.raids_led_by()}
            path="/event/ledBy"
            limit={300}
            value={event.ledBy}
            onChange={(ledBy) => set('event', { ledBy })}
          />
          <TypedField
            label={m.raids_present()}
            path="/event/present"
            help={m.raids_stays()}
            limit={2_000}
            rows={3}
            value={event.present}
            onChange={(present) => set('event', { present })}
          />
          <TypedField
            label={m.raids_course()}
            path="/event/course"
            help={m.raids_stays()}
            limit={5_000}
            rows={3}
            value={event.course}
            onChange={(course) => set('event', { course })}
          />
        </div>
      </Card>
      <Parties />
      <Card title={m.raids_part_authentication()}>
        <div className="raid-grid">
          <TypedField
            label={m.raids_examiner()}
            path="/authentication/examiner"
            help={m.raids_stays()}
            limit={200}
            value={authentication.examiner}
            onChange={(examiner) => set('authentication', { examiner })}
          />
          <TypedField
            label={m.raids_examiner_role()}
            path="/authentication/role"
            limit={200}
            value={authentication.role}
            onChange={(role) => set('authentication', { role })}
          />
          <DayOrNone
            label={m.raids_examined_on()}
            path="/authentication/on"
            value={authentication.on}
            onChange={(on) => set('authentication', { on })}
          />
          <TypedField
            label={m.raids_conclusion()}
            path="/authentication/conclusion"
            limit={3_000}
            rows={3}
            value={authentication.conclusion}
            onChange={(conclusion) => set('authentication', { conclusion })}
          />
          <TypedField
            label={m.raids_method()}
            path="/authentication/method"
            help={m.raids_method_help()}
            limit={10_000}
            rows={3}
            value={authentication.method}
            onChange={(method) => set('authentication', { method })}
          />
        </div>
      </Card>
      <Card title={m.raids_part_permission()}>
        <div className="raid-grid">
          <TypedField
            label={m.raids_permission_by()}
            path="/permission/by"
            limit={300}
            value={permission.by}
            onChange={(by) => set('permission', { by })}
          />
          <YesNo
            label={m.raids_permission_marketplace()}
            path="/permission/toMarketplace"
            value={permission.toMarketplace}
            onChange={(toMarketplace) => set('permission', { toMarketplace })}
          />
          <DayOrNone
            label={m.raids_permission_until()}
            path="/permission/until"
            help={m.raids_permission_until_help()}
            value={permission.until}
            onChange={(until) => set('permission', { until })}
          />
          <TypedField
            label={m.raids_permission_basis()}
            path="/permission/basis"
            limit={1_000}
            rows={2}
            value={permission.basis}
            onChange={(basis) => set('permission', { basis })}
          />
        </div>
      </Card>
      <Consents />
      <Card title={m.raids_part_notes()}>
        <TypedField
          label={m.raids_notes()}
          path="/notes"
          help={m.raids_stays()}
          limit={10_000}
          rows={4}
          value={content.notes}
          onChange={(notes) => change({ notes })}
        />
      </Card>
    </>
  );
}

function Rights() {
  const { draft, readOnly } = useRaidForm();
  const { rightIds } = draft.content;
  const list = useInfiniteQuery({ ...vaultQueryOf({}), enabled: !readOnly });
  return (
    <FieldGroup legend={m.raids_rights()} problem={draft.problem('/rightIds')}>
      {list.data?.rights.map(({ rightId, mark, place, number }) => (
        <Check
          key={rightId}
          checked={rightIds.includes(rightId)}
          onCheck={(on) =>
            draft.change({
              rightIds: on ? [...rightIds, rightId] : rightIds.filter((one) => one !== rightId),
            })
          }
        >
          <bdi>{mark}</bdi> · {placeName(place)} · <bdi>{number}</bdi>
        </Check>
      ))}
      {list.data?.rights.length === 0 && <p className="soft">{m.raids_rights_none()}</p>}
      {list.hasNextPage && (
        <Button size="small" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {m.raids_rights_more()}
        </Button>
      )}
      {readOnly && <p>{m.rights_total({ count: rightIds.length })}</p>}
    </FieldGroup>
  );
}

function Parties() {
  const { draft, readOnly } = useRaidForm();
  const { parties, links } = draft.content;
  const set = (index: number, changed: Partial<(typeof parties)[number]>) =>
    draft.change({ parties: parties.map((one, at) => (at === index ? { ...one, ...changed } : one)) });
  return (
    <Card title={m.raids_part_parties()}>
      {parties.length === 0 && <p className="soft">{m.raids_parties_none()}</p>}
      {parties.map(({ partyId, name, note }, index) => (
        <div key={partyId} className="raid-grid">
          <TypedField
            label={m.raids_party_name({ number: index + 1 })}
            path={`/parties/${index}/name`}
            limit={300}
            value={name}
            onChange={(typed) => set(index, { name: typed })}
          />
          <TypedField
            label={m.raids_party_note({ number: index + 1 })}
            path={`/parties/${index}/note`}
            help={m.raids_stays()}
            limit={2_000}
            value={note}
            onChange={(typed) => set(index, { note: typed })}
          />
          {!readOnly && (
            <span>
              <Button
                size="small"
                aria-label={m.raids_party_drop_of({ name: name || String(index + 1) })}
                onClick={() =>
                  draft.change({
                    parties: parties.filter((one) => one.partyId !== partyId),
                    links: links.map((link) =>
                      link.partyId === partyId ? { ...link, partyId: null } : link,
                    ),
                  })
                }
              >
                {m.raids_drop()}
              </Button>
            </span>
          )}
        </div>
      ))}
      {!readOnly && (
        <div className="actions">
          <Button
            onClick={() =>
              draft.change({ parties: [...parties, { partyId: crypto.randomUUID(), name: '', note: '' }] })
            }
          >
            {m.raids_party_add()}
          </Button>
        </div>
      )}
    </Card>
  );
}

function Consents() {
  const { draft, readOnly } = useRaidForm();
  const { consents } = draft.content;
  return (
    <Card title={m.raids_part_consents()}>
      <p>{m.raids_consents_about()}</p>
      <FieldGroup legend={m.raids_consents_legend()} problem={draft.problem('/consents')}>
        {RAID_CONSENTS.map((consent) => (
          <Check
            key={consent}
            disabled={readOnly}
            checked={consents.includes(consent)}
            onCheck={(on) =>
              draft.change({
                consents: on ? [...consents, consent] : consents.filter((one) => one !== consent),
              })
            }
          >
            {raidConsentName(consent)}
          </Check>
        ))}
      </FieldGroup>
    </Card>
  );
}
