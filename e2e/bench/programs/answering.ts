/** What a program of the bench can be asked by the one that started it; several files of one program may answer. */
type Answerer = (detail: never) => unknown;

const answerers = new Map<string, Answerer>();

/** Answers questions by their names from now on, and ends with the asker. */
export function answering(more: Readonly<Record<string, Answerer>>): void {
  if (answerers.size === 0) {
    process.on('message', (message) => void answer(message as { id: number; question: string; detail: never }));
    process.once('disconnect', () => process.exit());
  }
  for (const [question, answerer] of Object.entries(more)) answerers.set(question, answerer);
}

async function answer({ id, question, detail }: { id: number; question: string; detail: never }): Promise<void> {
  try {
    const answerer = answerers.get(question);
    if (!answerer) throw new Error(`nobody here answers "${question}"`);
    process.send?.({ id, answer: await answerer(detail) });
  } catch (error) {
    process.send?.({ id, error: error instanceof Error ? error.stack : String(error) });
  }
}
