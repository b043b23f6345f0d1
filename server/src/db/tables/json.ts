import type { ColumnType, JSONColumnType } from 'kysely';

/** Written as JSON text, read as the parsed value. */
export type Json<Value extends object> = JSONColumnType<Value, string, never>;
/** The same where there may be none. */
export type NullableJson<Value extends object> = JSONColumnType<Value | null, string | null, never>;
/** Written as JSON text of one string, read as that string: keeps what a `text` column refuses, such as U+0000. */
export type JsonText = ColumnType<string, string, never>;
