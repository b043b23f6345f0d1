import type { ReportKind } from '@marketsafe/contract';
import type { BlobStore } from '../blobs/store.ts';
import { beginCertificate, drawCertificate } from './documents/certificate.ts';
import { beginDisclosureReport, drawDisclosureReport } from './documents/disclosure-report.ts';
import { beginEvidenceReport, drawEvidenceReport } from './documents/evidence-report.ts';
import type { Sheet } from './pdf/sheet.ts';
import { disclosed } from './source/disclosed.ts';
import type { ReportSource } from './source/gather.ts';

/** A document whose drawing has yet to begin: the sheet it is drawn on, and what draws it. */
interface Prepared {
  sheet: Sheet;
  draw: () => Promise<void>;
}

async function prepare(kind: ReportKind, source: ReportSource, store: BlobStore): Promise<Prepared> {
  const files = { store, organisationId: source.organisationId };
  switch (kind) {
    case 'evidence': {
      const sheet = await beginEvidenceReport(source);
      return { sheet, draw: () => drawEvidenceReport(sheet, files, source) };
    }
    case 'disclosure': {
      const claim = await disclosed(source, store);
      const sheet = await beginDisclosureReport(claim);
      return { sheet, draw: () => drawDisclosureReport(sheet, files, claim) };
    }
    case 'certificate': {
      const sheet = await beginCertificate(source);
      return { sheet, draw: () => drawCertificate(sheet, files, source) };
    }
  }
}

/** Documents are drawn one at a time: each keeps a picture in memory, and all share one thread. */
let last: Promise<unknown> = Promise.resolve();

/**
 * A document about a claim as a stream of its bytes (PDF), which is destroyed with an error where drawing fails. Destroying it stops the
 * drawing.
 */
export async function renderReport(
  kind: ReportKind,
  source: ReportSource,
  store: BlobStore,
): Promise<PDFKit.PDFDocument> {
  const { sheet, draw } = await prepare(kind, source, store);
  const turn = last.then(async () => {
    if (sheet.doc.destroyed) return;
    await draw();
  });
  last = turn.catch((error: unknown) => {
    sheet.doc.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return sheet.doc;
}

const NAMES: Readonly<Record<ReportKind, string>> = {
  evidence: 'evidence-report',
  disclosure: 'disclosure-report',
  certificate: 'certificate-draft',
};

/** Name of a document's file: letters, digits and hyphens only. */
export function reportFileName(kind: ReportKind, claimNumber: string): string {
  return `${claimNumber.toLowerCase()}-${NAMES[kind]}.pdf`;
}
