import { Fold, Notice, Pair, Pairs } from '@marketsafe/looks';
import { bilingualText, m, marketplaceName, ownWordsText, placeName, placesText } from '@marketsafe/words';
import type { ProcedureView } from '../../utils/panel/procedure-view.ts';
import { FileDoubts } from './FileDoubts.tsx';
import { Doubt, Said } from './Told.tsx';

/** What the draft's marketplace asks for, folded; nothing where this device has not heard of it. */
export function ProcedurePart({ procedure }: { procedure: ProcedureView | null }) {
  if (procedure === null) return null;
  const { elsewhere, reason, route, sellerSees, doubts } = procedure;
  const name = marketplaceName(procedure.marketplace);
  return (
    <>
      {elsewhere && (
        <Notice tone="warn">
          {m.triage_predict_place_about({
            accepted: placesText(elsewhere.value),
            place: placeName(elsewhere.place),
          })}{' '}
          <Doubt told={elsewhere} />
        </Notice>
      )}
      <FileDoubts marketplace={name} doubts={doubts} />
      <Fold card summary={m.procedure_desk_title({ name })}>
        <Pairs>
          {route && (
            <Pair name={m.procedure_field_route()}>
              <Said told={route}>{bilingualText(route.value)}</Said>
            </Pair>
          )}
          <ReasonPairs reason={reason} />
          {sellerSees.length > 0 && (
            <Pair name={m.procedure_part_seller_sees()}>
              <ul className="plain stack-small">
                {sellerSees.map((told) => (
                  <li key={told.value.en}>
                    <Said told={told}>{bilingualText(told.value)}</Said>
                  </li>
                ))}
              </ul>
            </Pair>
          )}
          <Limits procedure={procedure} />
        </Pairs>
        <p className="soft small">{m.procedure_desk_about()}</p>
      </Fold>
    </>
  );
}

function ReasonPairs({ reason }: Pick<ProcedureView, 'reason'>) {
  if (reason === 'unchosen') {
    return <Pair name={m.procedure_part_reasons()}>{m.procedure_desk_reason_first()}</Pair>;
  }
  if (reason === null) return <Pair name={m.procedure_part_reasons()}>{m.procedure_reason_not_found()}</Pair>;
  const { wording, documents, reveals } = reason;
  return (
    <>
      <Pair name={m.procedure_field_wording()}>
        {wording ? <Said told={wording}>{ownWordsText(wording.value)}</Said> : m.procedure_not_known()}
      </Pair>
      <Pair name={m.procedure_field_documents()}>
        {documents ? (
          <>
            <ul>
              {documents.value.map((document) => (
                <li key={document.en}>{bilingualText(document)}</li>
              ))}
            </ul>
            <Doubt told={documents} />
          </>
        ) : (
          m.procedure_not_known()
        )}
      </Pair>
      <Pair name={m.procedure_field_reveals()}>
        {reveals ? <Said told={reveals}>{bilingualText(reveals.value)}</Said> : m.procedure_not_known()}
      </Pair>
    </>
  );
}

function Limits({ procedure: { links, megabytes, files } }: { procedure: ProcedureView }) {
  const known = [
    links && { ...links, text: m.procedure_limit_links({ count: links.value }) },
    megabytes && { ...megabytes, text: m.procedure_limit_megabytes({ count: megabytes.value }) },
    files && { ...files, text: m.procedure_limit_files({ count: files.value }) },
  ].filter((each) => each !== null);
  return (
    <Pair name={m.procedure_desk_limits()}>
      {known.length === 0 && m.procedure_not_known()}
      <ul className="plain stack-small">
        {known.map((told) => (
          <li key={told.text}>
            <Said told={told}>{told.text}</Said>
          </li>
        ))}
      </ul>
    </Pair>
  );
}
