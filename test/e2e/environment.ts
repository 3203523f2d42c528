import { exitOnSignal } from '../../host/children.ts';

// A real n8n on a busy machine takes its time; what a test waits for has limits of its own.
jest.setTimeout(120_000);

// Ctrl-C ends what a test has started.
exitOnSignal();
