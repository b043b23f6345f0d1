import type { PackageFindingCode } from '@marketsafe/contract';
import type { Context, FindingRest, ReadCapture } from './context.ts';
import type { CheckState } from './types.ts';

/**
 * What two captures of one device say of one another. A capture names the one before it, so one that was changed or left out shows; a
 * package may hold a selection, so captures that are not in it are reported and refused only where the whole chain was asked for.
 */
function checkPair(context: Context, earlier: ReadCapture, later: ReadCapture): void {
  const one = earlier.manifest.device;
  const other = later.manifest.device;
  const subject = later.manifest.captureId;
  const say = <Code extends PackageFindingCode>(
    state: CheckState,
    code: Code,
    ...params: FindingRest<Code>
  ) => context.report('chain', subject, state, code, ...params);
  const missing = other.sequence - one.sequence - 1;
  if (missing < 0) {
    say('failed', 'sequence-twice', { number: other.sequence });
  } else if (missing > 0) {
    const state = context.options.unbroken ? 'failed' : 'absent';
    say(state, 'sequence-gap', { from: one.sequence, to: other.sequence, count: missing });
  } else if (other.previous !== earlier.sha256) {
    say('failed', 'sequence-breaks', { number: other.sequence, before: one.sequence });
  } else {
    say('passed', 'sequence-follows', { number: other.sequence, before: one.sequence });
  }
}

function checkFirst(context: Context, { manifest }: ReadCapture): void {
  const { captureId, device } = manifest;
  const first = device.sequence === 1;
  const number = device.sequence;
  if (first === (device.previous === null)) {
    context.report('chain', captureId, 'passed', 'sequence-number', { number });
  } else if (first) {
    context.report('chain', captureId, 'failed', 'first-names-earlier');
  } else {
    context.report('chain', captureId, 'failed', 'later-names-none', { number });
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
