import { register } from 'node:module';

/**
 * Loaded before the app's main bundle (`node --import tsx --import start.ts dist/main.js`): `electron` is the stand-in,
 * and the test that forked this process may run code beside the app.
 */
const standIn = new URL('./electron.ts', import.meta.url).href;
const hooks = `
export function resolve(specifier, context, next) {
  return next(specifier === 'electron' ? ${JSON.stringify(standIn)} : specifier, context);
}`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);

interface Asked {
  readonly id: number;
  /** The text of a function of one argument, the stand-in's module. */
  readonly code: string;
}

process.on('message', async ({ id, code }: Asked) => {
  try {
    const run = new Function(`return (${code})`)() as (electron: unknown) => unknown;
    process.send?.({ id, value: await run(await import(standIn)) });
  } catch (error) {
    process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
process.once('disconnect', () => process.exit(0));
