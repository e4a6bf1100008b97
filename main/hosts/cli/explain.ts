import { RULES } from '#app/audit';
import { toErrorData } from '#main/platform/failure.ts';
import { explainRule } from '#main/session/audit/explain-rule.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { renderError } from './render-error.ts';
import { createTerminal } from './terminal.ts';

/** `raingauge explain [rule]`: its doc, or the list of all rules. */
export async function explain(
  rule: string | undefined,
  options: { readonly quiet: boolean; readonly color: boolean },
): Promise<ExitCode> {
  const terminal = createTerminal(options);
  const { styles } = terminal;
  if (rule === undefined) {
    const width = Math.max(...RULES.map(({ id }) => id.length));
    const lines = RULES.map(
      ({ id, severity, title }) => `${id.padEnd(width)}  ${severity.padEnd(8)}  ${styles.dim(title)}`,
    );
    await terminal.out(`${lines.join('\n')}\n`);
    return EXIT.none;
  }
  try {
    await terminal.out((await explainRule(rule)).markdown);
    return EXIT.none;
  } catch (error) {
    terminal.error(renderError(toErrorData(error), styles));
    return EXIT.wrongUsage;
  }
}
