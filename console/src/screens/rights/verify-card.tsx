import {
  type Check as CheckCode,
  type CheckItem,
  checklistFor,
  closedMarketplaces,
  FAMILIES,
  type Family,
  openChecks,
  REFUSAL_CAUSES,
  type RefusalCause,
  type RightDecision,
  type VaultRightDetail,
  vaultRightDetail,
} from '@marketsafe/contract';
import { Button, Card, Check, Field, FieldGroup, useAnnounce } from '@marketsafe/looks';
import {
  checkName,
  familyName,
  formatSeries,
  m,
  marketplaceName,
  refusalCauseName,
  sourceSentence,
} from '@marketsafe/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { send } from '../../api/client.ts';
import { refreshVault, VAULT } from '../../api/rights-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { HttpsLink } from '../../components/https-link.tsx';

/** Lines of a list, each with where it was published that it is asked for. */
function Checks(props: {
  items: readonly CheckItem[];
  checked: readonly CheckCode[];
  onCheck: (checked: CheckCode[]) => void;
}) {
  const { items, checked, onCheck } = props;
  return items.map(({ check, needed, source: { grade, address } }) => (
    <div key={check} className="right-check">
      <Check
        checked={checked.includes(check)}
        onCheck={(on) => onCheck(on ? [...checked, check] : checked.filter((each) => each !== check))}
        {...(!needed && { help: m.rights_verify_unverified() })}
      >
        {checkName(check)}
      </Check>
      <span className="soft small">
        {address === null ? (
          sourceSentence(grade)
        ) : (
          <HttpsLink address={address}>{sourceSentence(grade)}</HttpsLink>
        )}
      </span>
    </div>
  ));
}

/** What the program looks at, and its word: verified, or refused with a reason for the holder. */
export function VerifyCard({ right }: { right: VaultRightDetail }) {
  const client = useQueryClient();
  const announce = useAnnounce();
  const [checked, setChecked] = useState<readonly CheckCode[]>([]);
  const [setAside, setSetAside] = useState<readonly Family[]>([]);
  const [refusing, setRefusing] = useState(false);
  const [cause, setCause] = useState<RefusalCause>('certificate-missing');
  const [text, setText] = useState('');
  const decide = useMutation({
    mutationFn: (decision: RightDecision) =>
      send('POST', `${VAULT}/${right.rightId}/decision`, decision, vaultRightDetail),
    onSuccess: (_, { decision }) => {
      const { mark } = right;
      announce(decision === 'verified' ? m.rights_verified_done({ mark }) : m.rights_refused_done({ mark }));
    },
    onSettled: () => refreshVault(client),
  });
  const list = checklistFor(right);
  const open = openChecks(right, checked, setAside).length;
  const closed = closedMarketplaces(right);
  const { revision } = right;
  return (
    <Card title={m.rights_verify_title()}>
      <div className="stack">
        {closed.length > 0 && (
          <p className="soft small">
            {m.rights_verify_closed({ marketplaces: formatSeries(closed.map((id) => marketplaceName(id))) })}
          </p>
        )}
        <FieldGroup legend={m.rights_verify_everywhere()}>
          <Checks
            items={list.filter(({ family }) => family === null)}
            checked={checked}
            onCheck={setChecked}
          />
        </FieldGroup>
        {FAMILIES.map((family) => {
          const items = list.filter((item) => item.family === family);
          const aside = setAside.includes(family);
          return (
            items.length > 0 && (
              <FieldGroup key={family} legend={familyName(family)}>
                {!aside && <Checks items={items} checked={checked} onCheck={setChecked} />}
                {items.some(({ needed }) => needed) && (
                  <Check
                    checked={aside}
                    onCheck={(on) =>
                      setSetAside(on ? [...setAside, family] : setAside.filter((each) => each !== family))
                    }
                    help={m.rights_verify_set_aside_help()}
                  >
                    {m.rights_verify_set_aside()}
                  </Check>
                )}
              </FieldGroup>
            )
          );
        })}
        <div className="actions">
          <Button
            kind="main"
            busy={decide.isPending}
            unavailable={open > 0}
            onClick={() =>
              decide.mutate({
                ...{ decision: 'verified', revision, setAside: [...setAside] },
                checked: list
                  .filter(({ family }) => family === null || !setAside.includes(family))
                  .flatMap(({ check }) => (checked.includes(check) ? [check] : [])),
              })
            }
          >
            {m.rights_verify()}
          </Button>
          <Button aria-expanded={refusing} onClick={() => setRefusing(!refusing)}>
            {m.rights_refuse()}
          </Button>
        </div>
        {open > 0 && <p className="soft small">{m.rights_verify_open({ count: open })}</p>}
        {refusing && (
          <form
            className="stack"
            onSubmit={(event) => {
              event.preventDefault();
              if (text.trim() !== '') decide.mutate({ decision: 'refused', revision, cause, text });
            }}
          >
            <Field label={m.rights_refuse_cause()}>
              {(control) => (
                <select
                  {...control}
                  value={cause}
                  onChange={(event) => setCause(event.target.value as RefusalCause)}
                >
                  {REFUSAL_CAUSES.map((each) => (
                    <option key={each} value={each}>
                      {refusalCauseName(each)}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <Field
              label={m.rights_refuse_text()}
              help={<p className="soft">{m.rights_refuse_text_help()}</p>}
            >
              {(control) => (
                <textarea
                  {...control}
                  rows={3}
                  required
                  maxLength={2_000}
                  value={text}
                  onChange={(event) => setText(event.target.value)}
                />
              )}
            </Field>
            <div className="actions">
              <Button type="submit" kind="main" busy={decide.isPending}>
                {m.rights_refuse_now()}
              </Button>
            </div>
          </form>
        )}
        {decide.error && <FailureNotice error={decide.error} />}
      </div>
    </Card>
  );
}
