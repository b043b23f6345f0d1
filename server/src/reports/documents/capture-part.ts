import type { CaptureManifest, EvidenceFile } from '@marketsafe/contract';
import type { BlobStore } from '../../blobs/store.ts';
import {
  boxed,
  english,
  type Field,
  fields,
  given,
  heading,
  pair,
  pairList,
  stacked,
} from '../pdf/blocks.ts';
import { BODY, HASH, SMALL } from '../pdf/look.ts';
import type { Sheet } from '../pdf/sheet.ts';
import { type CheckedFile, compareFiles, compareStored } from '../source/check-files.ts';
import type { SourceCapture } from '../source/gather.ts';
import { windowOf } from '../source/window.ts';
import { FINDING_WORDS, LIMITATION_WORDS, wallWords } from '../words/limitations.ts';
import { moment } from '../words/names.ts';
import { stampWords, windowWords } from '../words/time.ts';
import type { Words } from '../words/types.ts';
import { factsTable } from './facts.ts';
import { fileLines, filesTable, recordLine } from './files-part.ts';
import { capturedPicture, pictures, thumbnails } from './pictures-part.ts';

/** Where files are read from. */
export interface Files {
  store: BlobStore;
  organisationId: string;
}

/** Most of a listing's own pictures that are drawn. */
const MOST_THUMBNAILS = 40;

/** Name of a capture in a claim's documents. */
export function captureName(index: number): Words {
  return { en: `Capture ${index + 1}`, zh: `取证 ${index + 1}` };
}

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

function recordFields({ item, manifest, signatureHolds, seal }: SourceCapture): Field[] {
  return [
    {
      label: { en: 'Address as opened', zh: '打开的网址' },
      value: [given(item.sourceUrl)],
    },
    ...(manifest ? pageFields(manifest) : []),
    {
      label: { en: 'Record', zh: '取证记录' },
      value: [
        english(`${item.captureId}\n`, SMALL),
        english(`SHA-256 ${item.manifestSha256}\n`, HASH),
        ...stacked(signatureWords(signatureHolds)),
      ],
    },
    {
      label: { en: 'Time-stamp', zh: '时间戳' },
      value: stacked(stampWords(seal), BODY, SMALL),
    },
    ...(manifest ? deviceFields(manifest) : []),
  ];
}

function signatureWords(holds: boolean | null): Words {
  if (holds === null) {
    return {
      en: 'The device’s signature could not be checked when this report was made.',
      zh: '制作本报告时未能核验设备签名。',
    };
  }
  return holds
    ? {
        en: 'The device’s signature over the record holds (checked when this report was made).',
        zh: '设备对记录的签名有效（制作本报告时已核验）。',
      }
    : {
        en: 'THE DEVICE’S SIGNATURE OVER THE RECORD DOES NOT HOLD.',
        zh: '设备对记录的签名无效。',
      };
}

function pageFields({ page, request, profile }: CaptureManifest): Field[] {
  const { covered } = page;
  const whole = covered.height >= covered.of;
  return [
    { label: { en: 'Title of the page', zh: '网页标题' }, value: [given(page.title || '—')] },
    {
      label: { en: 'Covered by pictures', zh: '图片覆盖范围' },
      value: stacked(
        {
          en: `${number.format(covered.height)} of ${number.format(covered.of)} CSS px of the page’s height${whole ? ', the whole page' : ''} (${profile === 'full' ? 'full page' : 'visible part'} asked for)`,
          zh: `网页高度 ${number.format(covered.of)} CSS 像素中的 ${number.format(covered.height)} 像素${whole ? '，即整页' : ''}（取证方式：${profile === 'full' ? '整页' : '可见部分'}）`,
        },
        BODY,
        SMALL,
      ),
    },
    ...exchangeFields(request.exchange),
  ];
}

function exchangeFields(exchange: CaptureManifest['request']['exchange']): Field[] {
  if (!exchange) return [];
  const { status, protocol, serverAddress, redirects } = exchange;
  const steps = redirects.map(({ url, status: code, location }) => `${code} ${url} → ${location}`);
  return [
    {
      label: { en: 'Server’s answer', zh: '服务器应答' },
      value: [
        given(
          [
            ...(status === undefined ? [] : [`HTTP ${status}`]),
            ...(protocol === undefined ? [] : [protocol]),
            ...(serverAddress === undefined ? [] : [serverAddress]),
          ].join(' · ') || '—',
        ),
        ...steps.flatMap((step) => [english('\n', SMALL), given(step, SMALL)]),
      ],
    },
  ];
}

function deviceFields({ device, operator, tool, env }: CaptureManifest): Field[] {
  const adapter = tool.adapter ? ` · adapter ${tool.adapter.id} ${tool.adapter.version}` : '';
  return [
    {
      label: { en: 'Device, place in its chain', zh: '设备及其链中位置' },
      value: [
        english(`${device.deviceId}, no. ${device.sequence}\n`),
        english(device.previous === null ? 'first capture of the device' : `after ${device.previous}`, SMALL),
      ],
    },
    {
      label: { en: 'Operator', zh: '操作人' },
      value: operator
        ? [
            english(`user ${operator.userId}\n`, SMALL),
            english(`organisation ${operator.organisationId}`, SMALL),
          ]
        : stacked({ en: 'nobody was signed in', zh: '取证时无人登录' }, BODY, SMALL),
    },
    {
      label: { en: 'Tool and browser', zh: '工具与浏览器' },
      value: [
        english(`${tool.name} ${tool.version} (${tool.commit})${adapter}\n`),
        given(env.userAgent, SMALL),
        english('\n', SMALL),
        given(
          `${env.platform} · ${env.language} · ${env.timeZone} · ${env.viewport.width} × ${env.viewport.height} CSS px · ratio ${number.format(env.devicePixelRatio)} · zoom ${number.format(env.zoom * 100)} %`,
          SMALL,
        ),
      ],
    },
  ];
}

function isPicture({ type }: EvidenceFile): boolean {
  return type.startsWith('image/');
}

/** Pictures that show the page: slices as they were taken. What was put together from them is only drawn where they are not there. */
function pagePictures(files: readonly CheckedFile[]): CheckedFile[] {
  const drawn = files.filter(
    ({ file }) => isPicture(file) && (file.method === 'pixels' || file.method === 'rendered'),
  );
  return drawn.length > 0 ? drawn : files.filter(({ file }) => isPicture(file) && file.method === 'stitched');
}

async function drawPictures(sheet: Sheet, files: Files, checked: readonly CheckedFile[]): Promise<void> {
  const page = pagePictures(checked);
  if (page.length === 0) {
    pair(sheet, {
      en: 'This capture holds no picture of the page: see the facts and the saved page.',
      zh: '本次取证没有网页图片，请参阅商品信息及网页存档。',
    });
  }
  await pictures(
    sheet,
    files,
    page.map((one) => capturedPicture(one, one.file.path)),
  );
  const fetched = checked.filter(({ file }) => isPicture(file) && file.method === 'fetched');
  if (fetched.length === 0) return;
  heading(
    sheet,
    { en: 'Pictures of the listing, as sent', zh: '商品图片（平台发送的原文件）' },
    { level: 2, room: 130 },
  );
  await thumbnails(
    sheet,
    files,
    fetched.slice(0, MOST_THUMBNAILS).map((one) => ({ checked: one, name: one.file.path })),
  );
  if (fetched.length > MOST_THUMBNAILS) {
    const more = fetched.length - MOST_THUMBNAILS;
    pair(sheet, {
      en: `${more} more are not drawn; they are in the list of files.`,
      zh: `另有 ${more} 张未显示，见文件清单。`,
    });
  }
}

/** One capture whole: time, pictures, facts, circumstances, limitations, files. */
export async function capturePart(
  sheet: Sheet,
  files: Files,
  capture: SourceCapture,
  title: Words,
): Promise<void> {
  const { item, manifest } = capture;
  const { store, organisationId } = files;
  const record = await compareStored(store, organisationId, item.manifestSha256);
  const originals = await compareFiles(store, organisationId, item.files);
  const masked = await compareFiles(store, organisationId, item.masked);
  await sheet.settle();

  heading(sheet, title, { room: 160 });
  if (item.wall !== undefined) boxed(sheet, wallWords(item.wall));
  if (record !== 'matches' || !manifest) {
    boxed(sheet, {
      en: 'The record of this capture is missing from the store or is damaged. What follows is what the claim says of it.',
      zh: '存储中缺少本次取证的记录或记录已损坏。以下为举报中所载内容。',
    });
  }
  if (capture.signatureHolds === false) boxed(sheet, signatureWords(false));
  heading(sheet, { en: 'When it was made', zh: '取证时间' }, { level: 2 });
  pairList(sheet, windowWords(windowOf(capture)));

  heading(sheet, { en: 'Pictures', zh: '图片' }, { level: 2, room: 200 });
  await drawPictures(sheet, files, originals);

  heading(sheet, { en: 'Facts read from the page', zh: '从网页读取的商品信息' }, { level: 2, room: 110 });
  if (Object.keys(item.facts).length === 0) {
    pair(sheet, { en: 'No facts were read.', zh: '未读取商品信息。' });
  } else factsTable(sheet, item.facts);

  heading(sheet, { en: 'How it was made', zh: '取证情况' }, { level: 2, room: 90 });
  fields(sheet, recordFields(capture));

  limitationsPart(sheet, capture);

  heading(sheet, { en: 'Files', zh: '文件' }, { level: 2, room: 110 });
  pair(
    sheet,
    {
      en: `The hash of each stored file was computed anew when this report was made (${moment(new Date().toISOString())}) and compared with the one in the record.`,
      zh: `制作本报告时（${moment(new Date().toISOString())}）已重新计算每个存储文件的哈希值，并与记录所载核对。`,
    },
    SMALL,
  );
  filesTable(sheet, [recordLine(item.manifestSha256, record), ...fileLines([...originals, ...masked])]);
  await sheet.settle();
}

function limitationsPart(sheet: Sheet, { item, manifest }: SourceCapture): void {
  const words = [
    ...(manifest?.limitations ?? []).map((code) =>
      code === 'wall' && item.wall !== undefined ? wallWords(item.wall) : LIMITATION_WORDS[code],
    ),
    ...item.findings.map((code) => FINDING_WORDS[code]),
  ];
  heading(sheet, { en: 'Limitations and what stands out', zh: '局限与值得注意之处' }, { level: 2, room: 60 });
  if (words.length > 0) pairList(sheet, words);
  else {
    pair(
      sheet,
      manifest
        ? { en: 'The record names none.', zh: '记录未载明任何局限。' }
        : { en: 'Not known without the record.', zh: '缺少记录，无从得知。' },
    );
  }
}
