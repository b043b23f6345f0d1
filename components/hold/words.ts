/** Words of legal holds: of one draft or report, and of many. */
export const WORDS = {
  hold: 'Legal hold',
  holdHelp:
    'A hold keeps everything of this listing’s report on this device, whatever the settings say, and keeps it from being deleted, until you release it.',
  putOnHold: 'Put on legal hold…',
  putOnHoldNow: 'Put on hold',
  holdReason: 'Why it is put on hold',
  holdReasonHelp: 'The matter, or who asked for it. The reason stays on this device.',
  heldSince: (since: string, by: string | null) =>
    by === null ? `On hold since ${since}.` : `On hold since ${since}, by ${by}.`,
  releaseHold: 'Release the hold…',
  releaseHelp:
    'It can then be deleted again, and its evidence is removed once it was sent and the days in the settings have passed. That it was on hold stays on record.',
  releaseNow: 'Release the hold',
  keepHold: 'Keep the hold',
  cancel: 'Cancel',
  putManyOnHold: (count: number) => `Put ${count} on legal hold`,
  releaseMany: (count: number) => `Release ${count} ${count === 1 ? 'hold' : 'holds'}`,
  releaseManyHelp: (count: number) =>
    `${count === 1 ? 'It' : 'They'} can then be deleted again, and the evidence is removed once it was sent and the days in the settings have passed. That there was a hold stays on record.`,
  keepHolds: 'Keep on hold',
} as const;
