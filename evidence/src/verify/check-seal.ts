import { captureReceipt, enrolmentStatement } from '@marketsafe/contract';
import { fromBase64, toBase64, utf8 } from '../bytes.ts';
import { canonicalJson } from '../canonical-json.ts';
import * as layout from '../package/layout.ts';
import { keyIdOf, verifySignature } from '../signature.ts';
import { checkTimeStamp } from './check-time-stamp.ts';
import { type Context, type ReadCapture, readCanonical, signatoryOf, stateOf } from './context.ts';
import { readBytes } from './open-package.ts';
import type { CheckState } from './types.ts';

/** Clocks of the program and of an authority may differ by so much, in milliseconds. */
const CLOCKS_MAY_DIFFER = 5 * 60 * 1000;

async function signatureFile({ opened }: Context, name: string): Promise<string | null> {
  const bytes = await readBytes(opened, name, 200);
  return bytes && toBase64(bytes);
}

/** Whether the device that the record names signed it. */
export async function checkDeviceSignature(context: Context, capture: ReadCapture): Promise<void> {
  const { captureId } = capture.manifest;
  const say = (state: CheckState, code: 'device-signature-missing' | 'device-signed' | 'device-not-signed') =>
    context.report('device-signature', captureId, state, code);
  const signature = await signatureFile(context, layout.captureSignature(captureId));
  if (signature === null || capture.deviceKey === null) {
    say('failed', 'device-signature-missing');
  } else if (await verifySignature(capture.deviceKey, capture.bytes, signature)) {
    say('passed', 'device-signed');
  } else {
    say('failed', 'device-not-signed');
  }
}

/** Whether the program vouches for the device's key. */
export async function checkEnrolment(context: Context, capture: ReadCapture): Promise<void> {
  const { opened, options } = context;
  const { deviceId } = capture.manifest.device;
  const say = (state: CheckState, code: 'not-enrolled' | 'enrolment-unreadable' | 'enrolment-of-other') =>
    context.report('enrolment', deviceId, state, code);
  if (!opened.files.has(layout.enrolmentText(deviceId))) {
    const missing = options.serverKeys === undefined ? 'absent' : 'failed';
    say(missing, 'not-enrolled');
    return;
  }
  const statement = await readCanonical(opened, layout.enrolmentText(deviceId), enrolmentStatement);
  const signature = await signatureFile(context, layout.enrolmentSignature(deviceId));
  if (!statement || signature === null) {
    say('failed', 'enrolment-unreadable');
    return;
  }
  const keyId = capture.deviceKey && (await keyIdOf(capture.deviceKey));
  if (statement.value.deviceId !== deviceId || statement.value.publicKeySha256 !== keyId) {
    say('failed', 'enrolment-of-other');
    return;
  }
  const signatory = await signatoryOf(context, statement.bytes, signature);
  const said = { at: statement.value.enrolledAt, trust: signatory };
  context.report('enrolment', deviceId, stateOf(context, signatory), 'enrolment', said);
}

/** Whether the secret in the capture is the program's. Gives the time before which the capture cannot have been finished. */
export async function checkChallenge(context: Context, { manifest }: ReadCapture): Promise<string | null> {
  const { captureId } = manifest;
  const { notBefore } = manifest.time;
  if (!notBefore) {
    context.report('challenge', captureId, 'absent', 'challenge-none');
    return null;
  }
  const { challenge, issuedAt, signature } = notBefore;
  const signed = utf8(canonicalJson({ challenge, issuedAt, purpose: 'not-before' }));
  const signatory = fromBase64(signature) === null ? 'nobody' : await signatoryOf(context, signed, signature);
  const { options, packedKeys } = context;
  const known = [...(options.serverKeys ?? []), ...packedKeys.map(({ publicKey }) => publicKey)];
  if (
    signatory === 'nobody' &&
    options.serverKeys === undefined &&
    !(await namesKnownKey(notBefore.keyId, known))
  ) {
    context.report('challenge', captureId, 'untrusted', 'challenge-key-missing');
    return null;
  }
  const state = stateOf(context, signatory);
  context.report('challenge', captureId, state, 'challenge', { at: issuedAt, trust: signatory });
  return state === 'failed' ? null : issuedAt;
}

async function namesKnownKey(keyId: string, keys: readonly string[]): Promise<boolean> {
  for (const key of keys) if ((await keyIdOf(key)) === keyId) return true;
  return false;
}

/** Whether the program received this very record. Gives the time at which it did. */
export async function checkReceipt(context: Context, capture: ReadCapture): Promise<string | null> {
  const { opened } = context;
  const { captureId, device, operator } = capture.manifest;
  const say = (state: CheckState, code: 'receipt-none' | 'receipt-unreadable' | 'receipt-of-other') =>
    context.report('receipt', captureId, state, code);
  const name = layout.receiptText(captureId);
  if (!opened.files.has(name)) {
    const orphan = opened.files.has(layout.receiptSignature(captureId));
    say(orphan ? 'failed' : 'absent', 'receipt-none');
    return null;
  }
  const receipt = await readCanonical(opened, name, captureReceipt);
  const signature = await signatureFile(context, layout.receiptSignature(captureId));
  if (!receipt || signature === null) {
    say('failed', 'receipt-unreadable');
    return null;
  }
  const { value } = receipt;
  const fits =
    value.captureId === captureId &&
    value.manifestSha256 === capture.sha256 &&
    value.deviceId === device.deviceId &&
    (operator === null || operator.organisationId === value.organisationId);
  if (!fits) {
    say('failed', 'receipt-of-other');
    return null;
  }
  const signatory = await signatoryOf(context, receipt.bytes, signature);
  const state = stateOf(context, signatory);
  context.report('receipt', captureId, state, 'receipt', { at: value.receivedAt, trust: signatory });
  return state === 'failed' ? null : value.receivedAt;
}

/** Whether an authority stamped this very record. Gives its time. */
export async function checkCaptureTimeStamp(
  context: Context,
  { manifest, sha256 }: ReadCapture,
): Promise<string | null> {
  const { captureId } = manifest;
  const token = layout.timeStamp(captureId);
  const chain = layout.timeStampChain(captureId);
  if (!context.opened.files.has(token)) {
    const orphan = context.opened.files.has(chain);
    context.report('time-stamp', captureId, orphan ? 'failed' : 'absent', 'stamp-none');
    return null;
  }
  const file = layout.CAPTURE_MANIFEST;
  return checkTimeStamp(context, { id: 'time-stamp', subject: captureId, file, sha256, token, chain });
}

/** Reports where the two sides of a window contradict each other. */
export function checkOrder(
  context: Context,
  captureId: string,
  notBefore: string | null,
  notAfter: string | null,
): void {
  if (notBefore === null || notAfter === null) return;
  if (Date.parse(notAfter) >= Date.parse(notBefore) - CLOCKS_MAY_DIFFER) return;
  const contradiction = { after: notAfter, before: notBefore };
  context.report('challenge', captureId, 'failed', 'order-false', contradiction);
}
