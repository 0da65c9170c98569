export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** What cannot be done is said in a line on stderr, with status 2. */
export async function saying(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  }
}
