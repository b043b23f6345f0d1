import {
  type DialogueStep,
  GROUP_LIMITS,
  type GroupTopicDetail,
  MARKETPLACE_IDS,
  type MarketplaceId,
  nextSteps,
} from '@marketsafe/contract';
import { Button, Card, Field, TextField, useAnnounce } from '@marketsafe/looks';
import { dialogueStepName, m, marketplaceName } from '@marketsafe/words';
import { useRef, useState } from 'react';
import { useGroupEntry } from '../../api/group-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useNow } from '../../components/use-now.ts';
import { DialogueBadge } from './topics-table.tsx';

const ASKED = {
  raised: m.group_dialogue_text_raised,
  discussed: m.group_dialogue_text_discussed,
  put: m.group_dialogue_text_put,
  answered: m.group_dialogue_text_answered,
} satisfies Record<DialogueStep, unknown>;

const DAY = 24 * 60 * 60 * 1_000;

/** How far a topic has come in the dialogue with the marketplace, and where its next step is recorded: the first by anybody, others by staff. */
export function DialogueCard(props: { topic: GroupTopicDetail; writes: boolean; staff: boolean }) {
  const { topic, writes, staff } = props;
  const { dialogue, topicId } = topic;
  const now = useNow();
  const steps = nextSteps(dialogue?.step ?? null).filter((step) => staff || (writes && step === 'raised'));
  if (topic.about === 'meeting') return null;
  return (
    <Card title={m.group_column_dialogue()}>
      {dialogue ? (
        <p>
          <DialogueBadge dialogue={dialogue} />{' '}
          <span className="soft small">
            {m.group_dialogue_age({
              count: Math.max(0, Math.floor((now - Date.parse(dialogue.raisedAt)) / DAY)),
            })}
          </span>
        </p>
      ) : (
        <p className="soft">{m.group_dialogue_none()}</p>
      )}
      {steps.length > 0 && <StepForm key={dialogue?.step ?? ''} topicId={topicId} steps={steps} />}
    </Card>
  );
}

function StepForm({ topicId, steps }: { topicId: string; steps: readonly DialogueStep[] }) {
  const announce = useAnnounce();
  const [step, setStep] = useState<DialogueStep>(steps[0] ?? 'raised');
  const [marketplace, setMarketplace] = useState<MarketplaceId | ''>('');
  const [text, setText] = useState('');
  const [lacks, setLacks] = useState(false);
  const [open, setOpen] = useState(false);
  const entryId = useRef(crypto.randomUUID());
  const write = useGroupEntry(() => announce(m.group_dialogue_recorded()));
  if (!open) {
    return (
      <div className="actions">
        <Button onClick={() => setOpen(true)}>
          {step === 'raised' ? m.group_dialogue_raise() : m.group_dialogue_next()}
        </Button>
      </div>
    );
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        setLacks(text.trim() === '');
        if (text.trim() === '') return;
        write.mutate({
          ...{ entryId: entryId.current, kind: 'dialogue', topicId, step, text: text.trim() },
          ...(marketplace !== '' && { marketplace }),
        });
      }}
    >
      {steps.length > 1 && (
        <Field label={m.group_dialogue_next()}>
          {(control) => (
            <select
              {...control}
              value={step}
              onChange={(event) => setStep(steps.find((one) => one === event.target.value) ?? step)}
            >
              {steps.map((one) => (
                <option key={one} value={one}>
                  {dialogueStepName(one)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Field label={m.group_dialogue_marketplace()}>
        {(control) => (
          <select
            {...control}
            value={marketplace}
            onChange={(event) =>
              setMarketplace(MARKETPLACE_IDS.find((id) => id === event.target.value) ?? '')
            }
          >
            <option value="">{m.group_dialogue_marketplace_any()}</option>
            {MARKETPLACE_IDS.map((id) => (
              <option key={id} value={id}>
                {marketplaceName(id)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <TextField
        label={ASKED[step]()}
        problem={lacks ? m.group_field_text_wrong() : null}
        limit={GROUP_LIMITS.text}
        value={text}
        onChange={setText}
      />
      {write.error && <FailureNotice error={write.error} />}
      <div className="actions">
        <Button type="submit" kind="main" busy={write.isPending}>
          {m.group_dialogue_record()}
        </Button>
        <Button busy={write.isPending} onClick={() => setOpen(false)}>
          {m.console_cancel()}
        </Button>
      </div>
    </form>
  );
}
