// n8n-core reads these when it is imported.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import 'reflect-metadata';

const home = mkdtempSync(path.join(tmpdir(), 'lead-relay-workflow-'));
process.env.N8N_USER_FOLDER = home;
process.env.N8N_ENCRYPTION_KEY = 'only-for-tests';
process.env.N8N_RESTRICT_FILE_ACCESS_TO = home;
process.env.N8N_LOG_LEVEL = 'silent';

afterAll(() => rmSync(home, { recursive: true, force: true }));
