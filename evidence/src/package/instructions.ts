import type { PackageGuideCode, SayPackageGuide } from '@marketsafe/contract';
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
import type { AnyPackageKind } from './types.ts';

/** What `VERIFY.txt` is written for. */
export interface Packed {
  kind: AnyPackageKind;
  root: string;
  captures: readonly CheckedCapture[];
  /** Whether a token over the whole package was asked for. */
  timeStamped: boolean;
  software: string;
}

interface Step {
  says: PackageGuideCode;
  params?: Readonly<Record<string, string>>;
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
      says: 'unreceived',
      commands: named(unreceived),
    },
    {
      says: 'unstamped',
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
      says: 'devices',
      commands: captures.map((capture) => {
        const { captureId, device } = capture.manifest;
        return digestCommand(deviceKey(device.deviceId), captureSignature(captureId), record(capture));
      }),
    },
    {
      says: 'program',
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
      says: 'stamps',
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
      says: 'copies',
      commands: [],
    },
  ];
}

function leavingSteps(): Step[] {
  return [{ says: 'inner', commands: ['ls data/packages'] }];
}

const OF_KIND: Readonly<Record<AnyPackageKind, (packed: Packed) => Step[]>> = {
  evidence: captureSteps,
  disclosure: disclosureSteps,
  leaving: leavingSteps,
  raid: () => [{ says: 'raid-copies', commands: [] }],
};

function steps(packed: Packed): Step[] {
  const packageStamp: Step = {
    says: 'package-stamp',
    commands: [timeStampCommand(TAG_MANIFEST, PACKAGE_TIME_STAMP, PACKAGE_TIME_STAMP_CHAIN)],
  };
  return [
    {
      says: 'unpack',
      commands: [`unzip ${packed.root}.zip`, `cd ${packed.root}`],
    },
    {
      says: 'unchanged',
      commands: [`sha256sum -c ${MANIFEST}`, `sha256sum -c ${TAG_MANIFEST}`],
    },
    {
      says: 'packer',
      commands: [
        digestCommand(PACKAGE_KEY, PACKAGE_SIGNATURE, MANIFEST),
        digestCommand(PACKAGE_KEY, TAG_SIGNATURE, TAG_MANIFEST),
      ],
    },
    ...OF_KIND[packed.kind](packed),
    ...(packed.timeStamped ? [packageStamp] : []),
    {
      says: 'nothing-else',
      params: { tagManifest: TAG_MANIFEST, tagSignature: TAG_SIGNATURE, manifest: MANIFEST },
      commands: [
        `find . -type f | sed 's|^\\./||' | grep -v -x -F -f <(cut -c67- ${MANIFEST} ${TAG_MANIFEST})`,
      ],
    },
  ];
}

/**
 * Text of `VERIFY.txt`: how somebody with usual tools and none of ours checks this very package.
 * @param say makes the words around the commands, once in each language
 */
export function instructionsFor(packed: Packed, say: SayPackageGuide): string {
  const text = steps(packed).map(({ says, params, commands }, index) => {
    const [first = '', ...others] = say(says, params);
    const words = [`${index + 1}. ${first}`, ...others.map((other) => `   ${other}`)].join('\n');
    return `${words}\n${commands.map((command) => `\n     ${command}`).join('')}\n`;
  });
  return [
    `${say(packed.kind).join('\n')}\n`,
    `${say('tools').join('\n')}\n`,
    ...text,
    `${say('packed-by', { software: packed.software }).join('\n')}\n`,
  ].join('\n');
}
