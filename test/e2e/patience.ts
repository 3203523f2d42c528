// A real n8n on a busy machine takes its time; what a test waits for has limits of its own.
jest.setTimeout(120_000);
