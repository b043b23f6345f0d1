/** Words of the export of packages. */
export const WORDS = {
  heading: 'Evidence package',
  help: 'One ZIP with the originals, their record and signatures. Anybody can check it with usual tools; how is written in it.',
  export: 'Export evidence package',
  exportMany: (count: number) => `Export ${count} as one evidence package`,
  making: 'Making the package…',
  cancel: 'Cancel',
  chosen: (count: number) => `${count} chosen`,
  chosenRegion: 'Chosen drafts and reports',
  clear: 'Clear the choice',
} as const;
