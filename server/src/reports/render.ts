import type {
  DisclosedPacket,
  DisclosedRaid,
  DisclosedTestBuy,
  Figures,
  ReportKind,
} from '@marketsafe/contract';
import type { BlobStore } from '../blobs/store.ts';
import type { Files } from './documents/capture-part.ts';
import { beginCertificate, drawCertificate } from './documents/certificate.ts';
import { beginDisclosureReport, drawDisclosureReport } from './documents/disclosure-report.ts';
import { beginEvidenceReport, drawEvidenceReport } from './documents/evidence-report.ts';
import { beginFiguresReport, drawFiguresReport } from './documents/figures-report.ts';
import { beginPacketCover, drawPacketCover } from './documents/packet-cover.ts';
import { beginRaidIndex, drawRaidIndex } from './documents/raid-index.ts';
import { beginTestBuyReport, drawTestBuyReport } from './documents/test-buy-report.ts';
import type { DecodingWatch } from './pdf/pictures.ts';
import type { Sheet } from './pdf/sheet.ts';
import { disclosed } from './source/disclosed.ts';
import type { ReportSource } from './source/gather.ts';

/** A document whose drawing has yet to begin: the sheet it is drawn on, and what draws it. */
interface Prepared {
  sheet: Sheet;
  draw: () => Promise<void>;
}

async function prepare(
  kind: ReportKind,
  source: ReportSource,
  store: BlobStore,
  watch: DecodingWatch | undefined,
): Promise<Prepared> {
  const files = { store, organisationId: source.organisationId, watch };
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

/**
 * A document about a claim as a stream of its bytes (PDF), which is destroyed with an error where drawing fails. Destroying it stops the
 * drawing.
 */
export async function renderReport(
  kind: ReportKind,
  source: ReportSource,
  store: BlobStore,
  watch?: DecodingWatch,
): Promise<PDFKit.PDFDocument> {
  const { sheet, draw } = await prepare(kind, source, store, watch);
  return drawn({ sheet, draw });
}

/** The cover of a packet for a marketplace, made of what goes and of nothing else, as a stream like that of a report. */
export async function renderCover(packet: DisclosedPacket, files: Files): Promise<PDFKit.PDFDocument> {
  const sheet = await beginPacketCover(packet);
  return drawn({ sheet, draw: () => drawPacketCover(sheet, files, packet) });
}

/** The index of a raid's package, made of what goes and of nothing else, as a stream like that of a report. */
export async function renderRaidIndex(raid: DisclosedRaid): Promise<PDFKit.PDFDocument> {
  const sheet = await beginRaidIndex(raid);
  return drawn({ sheet, draw: async () => drawRaidIndex(sheet, raid) });
}

/** A report of figures, as a stream like that of a report. */
export async function renderFigures(figures: Figures): Promise<PDFKit.PDFDocument> {
  const sheet = await beginFiguresReport(figures);
  return drawn({ sheet, draw: async () => drawFiguresReport(sheet, figures) });
}

/** The report of a test buy, made of what goes and of nothing else, as a stream like that of a report on a claim. */
export async function renderTestBuyReport(
  report: DisclosedTestBuy,
  files: Files,
): Promise<PDFKit.PDFDocument> {
  const sheet = await beginTestBuyReport(report);
  return drawn({ sheet, draw: () => drawTestBuyReport(sheet, files, report) });
}

function drawn({ sheet, draw }: Prepared): PDFKit.PDFDocument {
  draw().catch((error: unknown) => {
    sheet.doc.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return sheet.doc;
}
