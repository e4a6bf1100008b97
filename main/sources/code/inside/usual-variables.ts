/** Names that Node itself would give; what code is told of them is what a development machine has. */
export const USUAL_ENVIRONMENT: Readonly<Record<string, string>> = { NODE_ENV: 'development', TZ: 'UTC' };

/** Names that code asks for to learn where it runs. Not having them is an answer, so they are never reported. */
const PROBED = new Set([
  'CI',
  'VERCEL',
  'VERCEL_ENV',
  'NEXT_RUNTIME',
  'NEXT_PHASE',
  'SKIP_ENV_VALIDATION',
  'NODE_DEBUG',
  'DEBUG',
  'FORCE_COLOR',
  'NO_COLOR',
  'TERM',
  'COLORTERM',
]);

/** Whether a variable says where the code runs: the answer is the same wherever Raingauge does. */
export function isProbed(name: string): boolean {
  return PROBED.has(name) || name in USUAL_ENVIRONMENT;
}

/** Whether a variable's name promises an address, a key or a password. */
export function isSecretName(name: string): boolean {
  return /URL|URI|DSN|ENDPOINT|ORIGIN|HOST|SECRET|TOKEN|PASS|PWD|KEY|CREDENTIAL|AUTH|SALT|CERT|PRIVATE|CONNECTION/i.test(
    name,
  );
}
