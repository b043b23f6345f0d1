import type { Context, ReadCapture } from './context.ts';
import type { CheckState } from './types.ts';

/**
 * What two captures of one device say of one another. A capture names the one before it, so one that was changed or left out shows; a
 * package may hold a selection, so captures that are not in it are reported and refused only where the whole chain was asked for.
 */
function checkPair(context: Context, earlier: ReadCapture, later: ReadCapture): void {
  const one = earlier.manifest.device;
  const other = later.manifest.device;
  const subject = later.manifest.captureId;
  const say = (state: CheckState, sentence: string) => context.report('chain', subject, state, sentence);
  const missing = other.sequence - one.sequence - 1;
  if (missing < 0) {
    say('failed', `Two captures of one device both call themselves its number ${other.sequence}.`);
  } else if (missing > 0) {
    const state = context.options.unbroken ? 'failed' : 'absent';
    say(
      state,
      `Between number ${one.sequence} and number ${other.sequence} of this device, ${missing} captures are not in this package.`,
    );
  } else if (other.previous !== earlier.sha256) {
    say(
      'failed',
      `Capture number ${other.sequence} of the device does not follow number ${one.sequence} as it is here.`,
    );
  } else {
    say(
      'passed',
      `Capture number ${other.sequence} of the device follows number ${one.sequence}: nothing was left out between them.`,
    );
  }
}

function checkFirst(context: Context, { manifest }: ReadCapture): void {
  const { captureId, device } = manifest;
  const first = device.sequence === 1;
  if (first !== (device.previous === null)) {
    context.report(
      'chain',
      captureId,
      'failed',
      first
        ? 'The device’s first capture names one before it.'
        : `Capture number ${device.sequence} of the device does not name the one before it.`,
    );
  } else {
    context.report('chain', captureId, 'passed', `This is capture number ${device.sequence} of its device.`);
  }
}

/** The captures of each device, in the order the device gave them. */
export function checkChains(context: Context, captures: readonly ReadCapture[]): void {
  const devices = new Set(captures.map(({ manifest }) => manifest.device.deviceId));
  for (const deviceId of devices) {
    const ordered = captures
      .filter(({ manifest }) => manifest.device.deviceId === deviceId)
      .sort((one, other) => one.manifest.device.sequence - other.manifest.device.sequence);
    for (const capture of ordered) checkFirst(context, capture);
    for (const [index, later] of ordered.entries()) {
      const earlier = ordered[index - 1];
      if (earlier) checkPair(context, earlier, later);
    }
  }
}
