/** Runs a script's work and answers with its value or its error: a thrown error would reach the worker as a bare `null`. */
export async function answer<Value>(
  work: () => Value | Promise<Value>,
): Promise<{ ok: true; value: Value } | { ok: false; error: string }> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, error: String(error).slice(0, 2_000) };
  }
}
