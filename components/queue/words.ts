/** Words of the queue. */
export const WORDS = {
  section: 'Drafts and reports',
  filters: 'Show',
  all: 'All',
  draft: 'Drafts',
  onWay: 'On the way',
  sent: 'Sent',
  parked: 'Needs you',
  loading: 'Reading…',
  empty: {
    all: 'Nothing yet. Open a listing on a marketplace and capture it: the draft appears here.',
    draft: 'No drafts. Capture a listing to begin one.',
    'on-way': 'Nothing is on the way: every finished report has been sent or needs you.',
    sent: 'Nothing sent yet. A finished report is sent by itself.',
    parked: 'Nothing needs you.',
  },
  untitled: (itemId: string) => `Listing ${itemId}`,
  actions: {
    open: 'Open',
    edit: 'Edit',
    retry: 'Try again',
    export: 'Export',
    delete: 'Delete',
  },
  choose: 'Choose for export:',
  number: 'Number',
  showMore: 'Show more',
} as const;
