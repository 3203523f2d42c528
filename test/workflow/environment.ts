// n8n-core reads these when it is imported.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import 'reflect-metadata';

process.env.N8N_USER_FOLDER = mkdtempSync(path.join(tmpdir(), 'lead-relay-workflow-'));
process.env.N8N_ENCRYPTION_KEY = 'only-for-tests';
process.env.N8N_RESTRICT_FILE_ACCESS_TO = process.env.N8N_USER_FOLDER;
process.env.N8N_LOG_LEVEL = 'silent';
