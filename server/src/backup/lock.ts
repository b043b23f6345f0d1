/** Whoever takes a backup holds this lock of the database's, shared; whoever deletes stored files for good, alone. Any number that is ours. */
export const FILES_LOCK = 4_310_002;
