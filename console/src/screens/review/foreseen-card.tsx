import {
  type EvidenceItem,
  emptyFields,
  type ReviewDetail,
  readiness,
  sourceOfPrediction,
  type Unmet,
} from '@marketsafe/contract';
import { Card } from '@marketsafe/looks';
import { m, predictionSentence, predictionSource, predictionTitle, unmetSentence } from '@marketsafe/words';
import { HttpsLink } from '../../components/https-link.tsx';

function declaredOf({ declarations }: ReviewDetail['claim']) {
  const { goodFaith = false, accurate = false, authorised = false } = declarations;
  return { goodFaith, accurate, authorised };
}

/** What the claim still lacks by the rules that its form was held against, as of today. */
function lacking({ claim, right }: ReviewDetail): Unmet[] {
  const walls = claim.evidence.map(({ wall }) => wall);
  const onlyWalls = walls.every((wall) => wall !== undefined);
  return readiness(
    {
      ...emptyFields(),
      reason: claim.reason,
      explanation: claim.explanation,
      particulars: claim.particulars,
      declarations: declaredOf(claim),
      right,
      target: { title: claim.target.title, wall: onlyWalls ? walls[0] : undefined },
      // One of before captures were signed lacks that alone, which readiness does not look at.
      evidence: claim.evidence as unknown as EvidenceItem[],
    },
    new Date().toISOString().slice(0, 10),
  );
}

/** For what the claim is likely to be refused, by what was published, and what it still lacks. */
export function ForeseenCard({ detail }: { detail: ReviewDetail }) {
  const unmet = lacking(detail);
  const { predictions } = detail;
  return (
    <Card title={m.triage_foreseen()}>
      {predictions.length === 0 && <p className="soft small">{m.triage_foreseen_nothing()}</p>}
      <ul className="plain stack-small">
        {predictions.map((prediction) => {
          const { address } = sourceOfPrediction(prediction);
          return (
            <li key={prediction.code} className="foreseen">
              <strong>{predictionTitle(prediction.code)}</strong>
              <span className="small" dir="auto">
                {predictionSentence(prediction)}
              </span>
              <span className="soft small">
                {address === null ? (
                  predictionSource(prediction)
                ) : (
                  <HttpsOrPlain address={address}>{predictionSource(prediction)}</HttpsOrPlain>
                )}
              </span>
            </li>
          );
        })}
      </ul>
      <h3>{m.triage_lacks()}</h3>
      {unmet.length === 0 ? (
        <p className="soft small">{m.triage_lacks_nothing()}</p>
      ) : (
        <ul className="small lacking">
          {unmet.map((item) => (
            <li key={`${item.code} ${JSON.stringify(item.params)}`}>{unmetSentence(item)}</li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** Some of the published pages have no https: their address stands as text. */
function HttpsOrPlain({ address, children }: { address: string; children: string }) {
  if (address.startsWith('https:')) return <HttpsLink address={address}>{children}</HttpsLink>;
  return (
    <span title={address}>
      {children} <span className="unbroken">{new URL(address).host}</span>
    </span>
  );
}
