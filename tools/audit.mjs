// Looks whether the lock file is sound, always; and then whether a known hole of high severity is in what runs in
// production. Where the registry has no such service, or there is no network, its last line says that this was not checked,
// and it does not fail for that: the gate has to work there as well.
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkLockfile } from './lockfile.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const severities = ['high', 'critical'];

const isSound = checkLockfile(root);

const { stdout, error } = spawnSync(
  process.platform === 'win32' ? 'npm.cmd' : 'npm',
  ['audit', '--omit=dev', '--json', '--audit=true', '--fetch-retries=0', '--fetch-timeout=20000'],
  { cwd: root, encoding: 'utf8', timeout: 60_000, maxBuffer: 64 * 1024 * 1024 },
);
const report = parsed(stdout);
if (!report?.vulnerabilities) {
  const why = error?.message ?? report?.message ?? report?.error?.summary ?? 'no answer';
  console.log(`The audit of dependencies was not done: ${why}`);
  console.log('Nothing was checked for known holes. Run "npm run audit" where the registry can say which there are.');
  process.exit(isSound ? 0 : 1);
}
const found = Object.values(report.vulnerabilities).filter(({ severity }) => severities.includes(severity));
for (const { name, severity, range, via } of found) {
  const titles = via.filter((one) => typeof one === 'object').map(({ title, url }) => `${title} ${url}`);
  console.log(`${severity}: ${name} ${range} ${titles.join('; ')}`);
}
const total = report.metadata?.dependencies?.prod ?? 0;
console.log(`The audit of ${total} dependencies found ${found.length} with a known hole of high severity.`);
process.exit(found.length > 0 || !isSound ? 1 : 0);

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
