import type { ReportKind } from '@marketsafe/contract';

const NAMES: Readonly<Record<ReportKind, string>> = {
  evidence: 'evidence-report',
  disclosure: 'disclosure-report',
  certificate: 'certificate-draft',
};

/** Name of a document's file: letters, digits and hyphens only. */
export function reportFileName(kind: ReportKind, claimNumber: string): string {
  return `${claimNumber.toLowerCase()}-${NAMES[kind]}.pdf`;
}
