import type { GroupMentioned } from '@marketsafe/contract';
import { languageOf } from '@marketsafe/looks';
import { HelpedText } from '../../components/helped-text.tsx';
import { TranslationHelp } from '../../components/translation-help.tsx';
import { shownParts } from './mention-text.ts';

/** What a member wrote, with whom it mentions marked as such. */
export function MentionedText({ text, mentions }: { text: string; mentions: readonly GroupMentioned[] }) {
  if (mentions.length === 0) return <HelpedText text={text} />;
  const parts = shownParts(text, mentions).map((part, place) => ({ ...part, key: String(place) }));
  const plain = parts.map((part) => part.text).join('');
  return (
    <div className="stack-small">
      <p className="said">
        <bdi lang={languageOf(plain)} dir="auto">
          {parts.map(({ key, text: said, mention }) =>
            mention === null ? (
              <span key={key}>{said}</span>
            ) : (
              <strong key={key} className={mention.me ? 'group-mention me' : 'group-mention'}>
                <bdi>{said}</bdi>
              </strong>
            ),
          )}
        </bdi>
      </p>
      <TranslationHelp text={plain} />
    </div>
  );
}
