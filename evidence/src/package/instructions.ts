import { type CheckedCapture, enrolmentOf } from './check-request.ts';
import {
  CAPTURE_MANIFEST,
  captureFile,
  captureSignature,
  deviceKey,
  enrolmentSignature,
  enrolmentText,
  MANIFEST,
  PACKAGE_KEY,
  PACKAGE_SIGNATURE,
  PACKAGE_TIME_STAMP,
  PACKAGE_TIME_STAMP_CHAIN,
  receiptSignature,
  receiptText,
  serverKey,
  TAG_MANIFEST,
  TAG_SIGNATURE,
  timeStamp,
  timeStampChain,
} from './layout.ts';
import type { PackageKind } from './types.ts';

/** What `VERIFY.txt` is written for. */
export interface Packed {
  kind: PackageKind;
  root: string;
  captures: readonly CheckedCapture[];
  /** Whether a token over the whole package was asked for. */
  timeStamped: boolean;
  software: string;
}

interface Step {
  en: string;
  zh: string;
  commands: string[];
}

function digestCommand(key: string, signature: string, file: string): string {
  return `openssl dgst -sha256 -verify ${key} -signature ${signature} ${file}`;
}

function timeStampCommand(file: string, token: string, chain: string): string {
  return `openssl ts -verify -data ${file} -in ${token} -CAfile roots.pem -untrusted ${chain}`;
}

/** What a reader may look for and not find, and that this is no fault. */
function absent(captures: readonly CheckedCapture[]): Step[] {
  const named = (missing: readonly CheckedCapture[]) =>
    missing.map(({ manifest }) => `# ${manifest.captureId}`);
  const unreceived = captures.filter(({ seal }) => !seal);
  const unstamped = captures.filter(({ seal }) => seal && seal.timeStamp.state !== 'stamped');
  const found: Step[] = [
    {
      en: 'Not here: the program had not received these captures when the package was made, so there is neither a receipt nor a time-stamp for them. Their time is only what the device’s clock said.',
      zh: '未包含：制作文件包时，项目方尚未收到下列取证记录，因此没有其回执和时间戳；其时间仅为设备时钟所示。',
      commands: named(unreceived),
    },
    {
      en: 'Not here: no time-stamp authority had stamped these captures when the package was made. The receipt says when the program held them.',
      zh: '未包含：制作文件包时，时间戳机构尚未为下列取证记录盖时间戳。项目方持有记录的时间见回执。',
      commands: named(unstamped),
    },
  ];
  return found.filter(({ commands }) => commands.length > 0);
}

function captureSteps({ captures }: Packed): Step[] {
  const record = ({ manifest }: CheckedCapture) => captureFile(manifest.captureId, CAPTURE_MANIFEST);
  const sealed = captures.flatMap((capture) => (capture.seal ? [{ capture, seal: capture.seal }] : []));
  const enrolments = new Map(
    captures.flatMap((capture) => {
      const enrolment = enrolmentOf(capture);
      return enrolment ? [[capture.manifest.device.deviceId, enrolment.keyId] as const] : [];
    }),
  );
  const found: Step[] = [
    {
      en: 'Each capture was signed by the device that made it. Each line has to say "Verified OK".',
      zh: '每份取证记录均由生成它的设备签名。每行应显示 "Verified OK"。',
      commands: captures.map((capture) => {
        const { captureId, device } = capture.manifest;
        return digestCommand(deviceKey(device.deviceId), captureSignature(captureId), record(capture));
      }),
    },
    {
      en: 'The program vouches for the devices, and confirms when it received each record. Compare the key files server-*.pub.pem with the keys that the program publishes.',
      zh: '项目方为设备作保，并确认收到每份记录的时间。请将 server-*.pub.pem 与项目方公布的公钥核对。',
      commands: [
        ...[...enrolments].map(([deviceId, keyId]) =>
          digestCommand(serverKey(keyId), enrolmentSignature(deviceId), enrolmentText(deviceId)),
        ),
        ...sealed.map(({ capture, seal }) => {
          const { captureId } = capture.manifest;
          return digestCommand(
            serverKey(seal.receipt.keyId),
            receiptSignature(captureId),
            receiptText(captureId),
          );
        }),
      ],
    },
    {
      en: 'A time-stamp authority confirms that each record existed at the time in the token. Put the authority’s root certificate, which you get from the authority and not from here, into roots.pem. Each line has to say "Verification: OK". Where the authority’s certificate has expired since, add: -attime N, with the number N given in the line above the command.',
      zh: '时间戳机构确认每份记录在令牌所载时间已经存在。请从该机构（而非本文件包）取得根证书，存为 roots.pem。每行应显示 "Verification: OK"。若机构证书此后已过期，请加上 -attime N（N 见命令上一行）。',
      commands: sealed.flatMap(({ capture, seal }) => {
        if (seal.timeStamp.state !== 'stamped') return [];
        const { captureId } = capture.manifest;
        return [
          `# N = ${Math.floor(Date.parse(seal.timeStamp.at) / 1000)}`,
          timeStampCommand(record(capture), timeStamp(captureId), timeStampChain(captureId)),
        ];
      }),
    },
  ];
  return [...found.filter(({ commands }) => commands.length > 0), ...absent(captures)];
}

function disclosureSteps(): Step[] {
  return [
    {
      en: 'The pictures are copies in which the viewer’s own data are painted over. data/disclosure.json says where they come from and names, for each, the SHA-256 of the original; the original is kept, signed and sealed, by the packer and can be shown to a court.',
      zh: '图片为已遮盖浏览者个人信息的副本。data/disclosure.json 说明其来源，并列出每张原图的 SHA-256；经签名、封存的原件由打包方保管，可向法院出示。',
      commands: [],
    },
  ];
}

function steps(packed: Packed): Step[] {
  return [
    {
      en: 'Unpack the archive and go into its folder.',
      zh: '解压文件包并进入其目录。',
      commands: [`unzip ${packed.root}.zip`, `cd ${packed.root}`],
    },
    {
      en: 'No file was changed: every line has to say "OK".',
      zh: '文件未被改动：每行应显示 "OK"。',
      commands: [`sha256sum -c ${MANIFEST}`, `sha256sum -c ${TAG_MANIFEST}`],
    },
    {
      en: 'The two lists of files were signed by who packed them ("Verified OK").',
      zh: '两份文件清单由打包方签名（应显示 "Verified OK"）。',
      commands: [
        digestCommand(PACKAGE_KEY, PACKAGE_SIGNATURE, MANIFEST),
        digestCommand(PACKAGE_KEY, TAG_SIGNATURE, TAG_MANIFEST),
      ],
    },
    ...(packed.kind === 'evidence' ? captureSteps(packed) : disclosureSteps()),
    ...(packed.timeStamped
      ? [
          {
            en: 'The whole package existed when it was stamped ("Verification: OK"), if the two files named here are there.',
            zh: '若下列两个文件存在：整个文件包在盖时间戳时已经存在（应显示 "Verification: OK"）。',
            commands: [timeStampCommand(TAG_MANIFEST, PACKAGE_TIME_STAMP, PACKAGE_TIME_STAMP_CHAIN)],
          },
        ]
      : []),
    {
      en: `Nothing else is here: apart from ${TAG_MANIFEST} itself, ${TAG_SIGNATURE} and timestamps/${TAG_MANIFEST}.*, a file that neither ${MANIFEST} nor ${TAG_MANIFEST} names does not belong to the package. The tools above do not see such a file; compare with the output of:`,
      zh: `没有多余文件：除 ${TAG_MANIFEST} 本身、${TAG_SIGNATURE} 和 timestamps/${TAG_MANIFEST}.* 外，${MANIFEST} 与 ${TAG_MANIFEST} 均未列出的文件不属于本文件包。上述工具不会发现此类文件，请核对以下命令的输出：`,
      commands: [
        `find . -type f | sed 's|^\\./||' | grep -v -x -F -f <(cut -c67- ${MANIFEST} ${TAG_MANIFEST})`,
      ],
    },
  ];
}

const OPENING: Record<PackageKind, { en: string; zh: string }> = {
  evidence: {
    en: 'EVIDENCE PACKAGE. Confidential: it holds the originals with data of persons.',
    zh: '证据包。机密：含有载有个人信息的原件。',
  },
  disclosure: {
    en: 'DISCLOSURE PACKAGE. It holds masked copies only.',
    zh: '披露包。仅含经遮盖的副本。',
  },
};

/** Text of `VERIFY.txt`: how somebody with usual tools and none of ours checks this very package. English and Chinese. */
export function instructionsFor(packed: Packed): string {
  const { en, zh } = OPENING[packed.kind];
  const text = steps(packed).map(
    (step, index) =>
      `${index + 1}. ${step.en}\n   ${step.zh}\n${step.commands.map((command) => `\n     ${command}`).join('')}\n`,
  );
  return [
    `${en}\n${zh}\n`,
    'How to check it with tools that are not ours: unzip, GNU coreutils, OpenSSL 3, in a bash shell.',
    '如何使用第三方工具核验：unzip、GNU coreutils、OpenSSL 3（bash 命令行）。\n',
    ...text,
    `Packed by ${packed.software}\n`,
  ].join('\n');
}
