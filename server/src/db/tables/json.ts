import type { ColumnType, JSONColumnType } from 'kysely';

/** Written as JSON text, read as the parsed value. */
export type Json<Value extends object> = JSONColumnType<Value, string, never>;
/** Written as JSON text of one string, read as that string: keeps what a `text` column refuses, such as U+0000. */
export type JsonText = ColumnType<string, string, never>;
