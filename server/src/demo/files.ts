import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import type { BlobType } from '@marketsafe/contract';
import PDFDocument from 'pdfkit';
import { openLedger, recordAudit, writeLedger } from '../audit/service.ts';
import type { BlobStore } from '../blobs/store.ts';
import type { Database } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';

/** A file, as it is kept. */
export interface DemoFile {
  bytes: Buffer;
  sha256: string;
  type: BlobType;
}

/** Keeps files of the demo program as what they are; those that are there already stay. */
export async function keepDemoFiles(
  { db, store }: { db: Database; store: BlobStore },
  caller: Caller,
  files: readonly DemoFile[],
  at: Date,
): Promise<void> {
  const { organisationId, userId } = caller;
  for (const { sha256, bytes } of files) {
    await store.put(organisationId, sha256, Readable.from([bytes]), bytes.length);
  }
  await db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    for (const { sha256, bytes, type } of files) {
      const { numInsertedOrUpdatedRows } = await scope
        .insertInto('app.blobs')
        .values({
          ...{ organisation_id: organisationId, sha256, bytes: bytes.length, type },
          ...{ stored_by: userId, stored_at: at, checked_at: at },
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow();
      if (numInsertedOrUpdatedRows !== 1n) continue;
      const detail = { bytes: bytes.length, type };
      recordAudit(ledger, { action: 'blob.stored', at, actorUserId: userId, entity: sha256, detail });
    }
    await writeLedger(scope, ledger);
  });
}

/** What stands on an invented paper: a headline, its lines, and which of these are painted over. */
export interface DemoPaper {
  title: string;
  lines: readonly string[];
  /** Begins of lines of which the rest is painted over. */
  painted?: readonly string[];
  /** In red, at the foot. */
  seal?: string;
}

/** Draws an invented paper as somebody's scanner would give it. Same paper, same bytes. */
export async function drawDemoPaper({ title, lines, painted = [], seal }: DemoPaper): Promise<Buffer> {
  const font = await readFile(
    createRequire(import.meta.url).resolve(
      '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
    ),
  );
  const document = new PDFDocument({
    ...{ size: 'A4', margin: 64, info: { Title: '', Creator: '', Producer: '', CreationDate: new Date(0) } },
  });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => document.once('end', resolve).once('error', reject));
  document.registerFont('paper', font).font('paper').fontSize(20).text(title, { align: 'center' }).moveDown();
  document.fontSize(12);
  for (const line of lines) {
    const begin = painted.find((one) => line.startsWith(one));
    const shown = begin ?? line;
    const y = document.y;
    document.fillColor('#1c2126').text(shown, { lineGap: 6 });
    if (begin === undefined) continue;
    const left = 64 + document.widthOfString(shown) + 4;
    document
      .rect(left, y + 2, Math.max(60, document.widthOfString(line.slice(begin.length))), 14)
      .fill('#000000');
  }
  if (seal !== undefined) {
    document
      .circle(430, document.y + 80, 56)
      .lineWidth(3)
      .stroke('#c0392b');
    document
      .fillColor('#c0392b')
      .fontSize(11)
      .text(seal, 378, document.y + 70, { width: 104, align: 'center' });
  }
  document.end();
  await ended;
  return Buffer.concat(chunks);
}
