import path from 'node:path';

/** The project's folder: every task runs there. */
export const projectFolder = process.cwd();

export const hostFolder = path.join(projectFolder, 'host');

/** What tasks leave behind; git ignores it. */
export const workFolder = path.join(projectFolder, '.lead-relay');

/** What the n8n of `npm start` keeps; tests give it another place. */
export const demoHome = process.env.LEAD_RELAY_HOME ?? path.join(workFolder, 'home');

export const resultsFolder = path.join(workFolder, 'results');

export const screenshotsFolder = path.join(workFolder, 'screenshots');

export const PACKAGE_NAME = 'n8n-nodes-lead-relay';
