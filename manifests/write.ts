import { writePackage } from './teams/write.ts';

// npm run manifests: Slack's, unless the first word says another platform.
const [platform, ...words] = process.argv.slice(2);
if (platform === 'teams') await writePackage(words);
else await import('./slack/write.ts');
