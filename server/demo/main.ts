import { Refused } from './cluster/refused.ts';
import { OptionError, parseOptions, usage } from './options.ts';
import { startDemo } from './startDemo.ts';

/** The demo cluster as a program: prints "ready URL", sends {ready: URL} to a parent that forked it, ends with that parent. */
async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  if (!options) {
    process.stdout.write(usage);
    return;
  }
  const demo = await startDemo(options);
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    demo.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop).once('SIGINT', stop).once('disconnect', stop);
  process.stdout.write(`ready ${demo.url}\n`);
  process.send?.({ ready: demo.url });
}

main().catch((error: unknown) => {
  const isForeseen = error instanceof OptionError || error instanceof Refused || (error instanceof Error && 'code' in error);
  const text = error instanceof Error ? (isForeseen ? error.message : error.stack) : String(error);
  process.stderr.write(`demo cluster: ${text}\n`);
  process.exit(2);
});
