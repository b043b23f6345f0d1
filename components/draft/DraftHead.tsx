import { Badge, ForeignText, Icon, Notice } from '@marketsafe/looks';
import { m, missingFact } from '@marketsafe/words';
import { PictureFigure } from './PictureFigure.tsx';
import type { Draft, Fact, PictureUrls, Save } from './types.ts';

/** What one looks at first, beside the title and when it was captured. */
const FIRST_FACTS = ['price', 'seller', 'soldCount'] as const;

interface DraftHeadProps {
  draft: Draft;
  urls: PictureUrls;
  save: Save;
}

/** Which listing this is: its picture and first facts, and whether everything typed is on disk. */
export function DraftHead({ draft, urls, save }: DraftHeadProps) {
  const title = draft.corrections.title ?? draft.title;
  const picture = draft.captures.flatMap(({ pictures }) => pictures)[0];
  return (
    <header className="stack-small desk-head">
      <p className="line">
        <Badge tone="info">{draft.marketplace}</Badge>
        <a
          className="number"
          href={draft.url}
          target="_blank"
          rel="noreferrer"
          title={m.shared_open_listing()}
        >
          {draft.itemId}
        </a>
        {draft.hold && <Badge tone="warn">{m.shared_on_hold()}</Badge>}
        {draft.report === null && <SaveMark save={save} />}
      </p>
      <div className="desk-listing">
        {picture && (
          <PictureFigure small picture={picture} url={urls.get(picture.sha256)} itemId={draft.itemId} />
        )}
        <div className="stack-small">
          <h1 className="clamp-2">
            {title === null ? m.shared_listing({ itemId: draft.itemId }) : <ForeignText text={title} />}
            {draft.corrections.title !== undefined && <Badge tone="info">{m.desk_corrected()}</Badge>}
          </h1>
          <dl className="desk-facts small">
            {FIRST_FACTS.map((id) => {
              const fact = draft.facts.find((each) => each.id === id);
              return (
                fact && (
                  <FirstFact
                    key={id}
                    fact={fact}
                    says={draft.corrections[id]}
                    readingOff={draft.readingOff}
                  />
                )
              );
            })}
            <div>
              <dt>{m.desk_captured()}</dt>
              <dd>{draft.age}</dd>
            </div>
          </dl>
        </div>
      </div>
      {save.state === 'failed' && <Notice tone="bad">{save.sentence}</Notice>}
      {draft.listed && <Notice tone={draft.listed.tone}>{draft.listed.sentence}</Notice>}
      {draft.wall && <Notice tone="warn">{draft.wall}</Notice>}
    </header>
  );
}

interface FirstFactProps {
  fact: Fact;
  /** What a person says it is. */
  says: string | undefined;
  readingOff: boolean;
}

function FirstFact({ fact: { name, value }, says, readingOff }: FirstFactProps) {
  const text = says ?? value;
  return (
    <div>
      <dt>{name}</dt>
      <dd dir="auto" className="line">
        {text === null ? (
          <span className="soft">{missingFact(readingOff)}</span>
        ) : (
          <ForeignText text={text} className="clamp-1" />
        )}
        {says !== undefined && <Badge tone="info">{m.desk_corrected()}</Badge>}
      </dd>
    </div>
  );
}

function SaveMark({ save }: { save: Save }) {
  if (save.state === 'failed') return null;
  return (
    <span className="line-end soft small">
      {save.state === 'saved' ? (
        <>
          <Icon name="check" /> {m.desk_saved()}
        </>
      ) : (
        m.desk_saving()
      )}
    </span>
  );
}
