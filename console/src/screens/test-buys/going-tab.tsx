import {
  type BuyConsent,
  buyReportLacks,
  TEST_BUY_GOING_ROLES,
  type TestBuyDetail,
} from '@marketsafe/contract';
import { Button, Card, Check, FieldGroup, Notice, Table, useAnnounce } from '@marketsafe/looks';
import { m, testBuyFileRoleName, testBuyLackSentence } from '@marketsafe/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { sendToTestBuy, TEST_BUYS } from '../../api/test-buy-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { TimeText } from '../../components/time-text.tsx';
import type { BuyDraft } from './use-buy-draft.ts';

/** What may go out, who agreed to it and when, and the report that is made of it. */
export function GoingTab({ buy, draft }: { buy: TestBuyDetail; draft: BuyDraft }) {
  return (
    <>
      <ConsentCard key={buy.consents[0]?.consentId ?? ''} buy={buy} />
      <ReportCard buy={buy} unsaved={draft.isChanged} />
    </>
  );
}

function ConsentCard({ buy }: { buy: TestBuyDetail }) {
  const client = useQueryClient();
  const announce = useAnnounce();
  const [now] = buy.consents;
  const [order, setOrder] = useState(now?.order ?? false);
  const [files, setFiles] = useState<readonly string[]>(now?.files ?? []);
  const consentId = useRef(crypto.randomUUID());
  const may = buy.content.files.filter(({ role }) => TEST_BUY_GOING_ROLES.includes(role));
  const isSame =
    order === (now?.order ?? false) && [...files].sort().join() === [...(now?.files ?? [])].sort().join();
  const agree = useMutation({
    mutationFn: () => {
      const there = files.filter((sha256) => may.some((file) => file.sha256 === sha256));
      return sendToTestBuy(client, buy.testBuyId, 'POST', '/consents', {
        ...{ consentId: consentId.current, order, files: there },
      });
    },
    onSuccess: () => announce(m.testbuys_agreed()),
  });
  return (
    <Card title={m.testbuys_consent()}>
      <p>{m.testbuys_consent_about()}</p>
      <FieldGroup legend={m.testbuys_consent_legend()}>
        <Check checked={order} help={m.testbuys_consent_order_help()} onCheck={setOrder}>
          {m.testbuys_consent_order()}
        </Check>
        {may.map(({ sha256, name, role }) => (
          <Check
            key={sha256}
            checked={files.includes(sha256)}
            onCheck={(on) => setFiles(on ? [...files, sha256] : files.filter((one) => one !== sha256))}
          >
            {testBuyFileRoleName(role)} · <bdi>{name}</bdi>
          </Check>
        ))}
      </FieldGroup>
      {may.length === 0 && <p className="soft">{m.testbuys_consent_no_files()}</p>}
      {agree.error && <FailureNotice error={agree.error} />}
      <div className="actions">
        <Button kind="main" busy={agree.isPending} unavailable={isSame} onClick={() => agree.mutate()}>
          {m.testbuys_agree()}
        </Button>
      </div>
      {buy.consents.length > 0 && <ConsentHistory buy={buy} />}
    </Card>
  );
}

function ConsentHistory({ buy }: { buy: TestBuyDetail }) {
  const nameOf = (sha256: string) =>
    buy.content.files.find((file) => file.sha256 === sha256)?.name ?? `${sha256.slice(0, 12)}…`;
  const said = ({ order, files }: BuyConsent) =>
    [...(order ? [m.testbuys_consent_order()] : []), ...files.map(nameOf)].join(' · ') ||
    m.testbuys_consent_nothing();
  return (
    <Table
      caption={m.testbuys_consent_history()}
      rows={buy.consents}
      keyOf={({ consentId }) => consentId}
      columns={[
        { key: 'by', heading: m.raids_saved_by(), kind: 'header', cell: ({ by }) => <bdi>{by}</bdi> },
        { key: 'at', heading: m.testbuys_consent_at(), cell: ({ at }) => <TimeText utc={at} /> },
        { key: 'what', heading: m.testbuys_consent_what(), cell: (row) => <bdi>{said(row)}</bdi> },
      ]}
    />
  );
}

function ReportCard({ buy, unsaved }: { buy: TestBuyDetail; unsaved: boolean }) {
  const lacks = buyReportLacks({
    ...{ content: buy.content, steps: buy.steps, statement: buy.statements[0] ?? null },
    consent: buy.consents[0] ?? null,
  });
  return (
    <Card title={m.testbuys_report()}>
      <p>{m.testbuys_report_about()}</p>
      {unsaved && <Notice tone="info">{m.testbuys_report_unsaved()}</Notice>}
      {lacks.length > 0 ? (
        <Notice tone="warn" title={m.testbuys_report_lacks()}>
          <ul>
            {lacks.map((lack) => (
              <li key={lack}>{testBuyLackSentence(lack)}</li>
            ))}
          </ul>
        </Notice>
      ) : (
        <p>
          <a className="button button-main" href={`${TEST_BUYS}/${buy.testBuyId}/report`} download>
            {m.testbuys_report_save()}
          </a>
        </p>
      )}
      <p className="soft">{m.testbuys_report_then()}</p>
    </Card>
  );
}
