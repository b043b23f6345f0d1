import type { ReviewDetail } from '@marketsafe/contract';
import { Card, Fold } from '@marketsafe/looks';
import { m, reasonName } from '@marketsafe/words';
import { Link } from '@tanstack/react-router';
import { blobUrl } from '../../api/queries.ts';
import { HelpedText } from '../../components/helped-text.tsx';
import { HistoryList } from '../../components/history-list.tsx';
import { QuestionsCard } from '../../components/questions/questions-card.tsx';
import { ThreadCard } from '../../components/thread/thread-card.tsx';
import { FactsCard } from './facts-card.tsx';
import { ForeseenCard } from './foreseen-card.tsx';
import { OtherClaimsCard } from './other-claims-card.tsx';
import { PicturePane } from './picture-pane.tsx';
import { picturesOf } from './pictures.ts';
import { ProcedureCard } from './procedure-card.tsx';
import { RightCard } from './right-card.tsx';

/** What is looked at: the picture, beside it what the page and the claim say, beside that the right and what is to be expected. */
export function ReviewBody({ detail, keys }: { detail: ReviewDetail; keys: boolean }) {
  const { claim, right } = detail;
  const explained = [claim.explanation.en, claim.explanation.zh].filter((text) => text.trim() !== '');
  return (
    <div className="review-columns">
      <PicturePane claimId={claim.claimId} pictures={picturesOf(claim)} keys={keys} />
      <div className="review-column">
        <FactsCard claim={claim} />
        <Card title={m.triage_statement()}>
          <p>
            <strong>{reasonName(claim.reason)}</strong>
          </p>
          {explained.map((text) => (
            <HelpedText key={text} text={text} />
          ))}
          <p>
            <Link to="/claims/$claimId" params={{ claimId: claim.claimId }}>
              {m.triage_whole_claim()}
            </Link>
          </p>
        </Card>
        <QuestionsCard
          questions={claim.questions}
          fileUrl={(sha256) => blobUrl(sha256, claim.claimId)}
          capture={() => <p className="soft small">{m.triage_picture()}</p>}
        />
        <Fold card summary={m.trouble_card()}>
          <ThreadCard kind="claim" subjectId={claim.claimId} />
        </Fold>
        <Fold card summary={m.triage_history()}>
          <HistoryList events={claim.events} />
        </Fold>
      </div>
      <div className="review-column">
        <RightCard right={right} certificate={detail.certificate} />
        <ForeseenCard detail={detail} />
        <ProcedureCard claim={detail.claim} />
        <OtherClaimsCard detail={detail} />
      </div>
    </div>
  );
}
