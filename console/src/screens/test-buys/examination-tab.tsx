import {
  buyDayOf,
  TEST_BUY_CONCLUSIONS,
  type TestBuyConclusion,
  type TestBuyDetail,
} from '@marketsafe/contract';
import {
  Button,
  Card,
  Check,
  Field,
  FieldGroup,
  Notice,
  Pair,
  Pairs,
  TextField,
  useAnnounce,
} from '@marketsafe/looks';
import { m, testBuyConclusionName } from '@marketsafe/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { sendToTestBuy } from '../../api/test-buy-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { TimeText } from '../../components/time-text.tsx';

/** What people found in the goods, each in their own words, and the form in which somebody says so now. */
export function ExaminationTab({ buy }: { buy: TestBuyDetail }) {
  const received = buyDayOf(buy.steps, 'received') !== null;
  return (
    <>
      {buy.statements.map((statement, index) => (
        <Card
          key={statement.statementId}
          title={index === 0 ? m.testbuys_statement_now() : m.testbuys_statement_before()}
        >
          <p className="soft small">
            {m.testbuys_said_by({ name: statement.by })} <TimeText utc={statement.at} />
          </p>
          <Pairs>
            <Pair name={m.testbuys_doc_by()}>{statement.signedAs}</Pair>
            <Pair name={m.testbuys_doc_process()}>{statement.process}</Pair>
            <Pair name={m.testbuys_doc_findings()}>{statement.findings}</Pair>
            <Pair name={m.testbuys_doc_conclusion()}>{testBuyConclusionName(statement.conclusion)}</Pair>
            {statement.tells !== '' && <Pair name={m.testbuys_tells()}>{statement.tells}</Pair>}
          </Pairs>
        </Card>
      ))}
      {received ? (
        <StatementForm key={buy.statements.length} buy={buy} />
      ) : (
        <Notice tone="info">{m.testbuys_examine_later()}</Notice>
      )}
    </>
  );
}

function StatementForm({ buy }: { buy: TestBuyDetail }) {
  const client = useQueryClient();
  const announce = useAnnounce();
  const statementId = useRef(crypto.randomUUID());
  const [signedAs, setSignedAs] = useState('');
  const [process, setProcess] = useState('');
  const [findings, setFindings] = useState('');
  const [tells, setTells] = useState('');
  const [conclusion, setConclusion] = useState<TestBuyConclusion | null>(null);
  const [tried, setTried] = useState(false);
  const needed = (text: string) => (tried && text.trim() === '' ? m.rights_form_needed() : null);
  const whole = conclusion !== null && ![signedAs, process, findings].some((text) => text.trim() === '');
  const say = useMutation({
    mutationFn: () =>
      sendToTestBuy(client, buy.testBuyId, 'POST', '/statements', {
        ...{ statementId: statementId.current, signedAs, process, findings, conclusion, tells },
      }),
    onSuccess: () => announce(m.testbuys_stated()),
  });
  return (
    <Card title={m.testbuys_statement_new()}>
      <p>{m.testbuys_statement_about()}</p>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (whole) say.mutate();
        }}
      >
        <Field
          label={m.testbuys_doc_by()}
          problem={needed(signedAs)}
          help={<p className="soft">{m.testbuys_signed_as_help()}</p>}
        >
          {(control) => (
            <input
              {...control}
              autoComplete="off"
              maxLength={200}
              value={signedAs}
              onChange={(event) => setSignedAs(event.target.value)}
            />
          )}
        </Field>
        <TextField
          label={m.testbuys_doc_process()}
          problem={needed(process)}
          limit={3_000}
          value={process}
          onChange={setProcess}
        />
        <TextField
          label={m.testbuys_doc_findings()}
          problem={needed(findings)}
          help={<p className="soft">{m.testbuys_findings_help()}</p>}
          limit={5_000}
          value={findings}
          onChange={setFindings}
        />
        <FieldGroup
          legend={m.testbuys_doc_conclusion()}
          problem={tried && conclusion === null ? m.rights_form_needed() : null}
        >
          {TEST_BUY_CONCLUSIONS.map((each) => (
            <Check
              key={each}
              type="radio"
              name="conclusion"
              checked={conclusion === each}
              onCheck={() => setConclusion(each)}
            >
              {testBuyConclusionName(each)}
            </Check>
          ))}
        </FieldGroup>
        <TextField
          label={m.testbuys_tells()}
          help={<p className="soft">{m.raids_stays()}</p>}
          limit={10_000}
          value={tells}
          onChange={setTells}
        />
        {say.error && <FailureNotice error={say.error} />}
        <div className="actions">
          <Button type="submit" kind="main" busy={say.isPending}>
            {m.testbuys_state()}
          </Button>
        </div>
      </form>
    </Card>
  );
}
