import { connect } from '../../../nodes/Oplead/connection';
import { fakeN8n, nodeApiError, type FakeSend } from '../fakeN8n';

// Jest's fake clock moves the global timers; those of the nodes, by lint's rule, come from the module.
jest.mock('node:timers', () => globalThis);
afterEach(() => jest.useRealTimers());

let accounts = 0;

async function apiOver(send: FakeSend) {
	const token = `some-secret-token-${++accounts}`;
	const credentials = { baseUrl: 'http://localhost/v1', headerName: '', token, keyKind: 'user' };
	const { context, sent } = fakeN8n(credentials, send);
	const { api } = await connect(context, { patienceMs: 0, overrides: {} });
	return { api, sent, token };
}

it('ends a call that trickles for ever after a minute', async () => {
	jest.useFakeTimers();
	const { api } = await apiOver(async () => await new Promise(() => undefined));
	const failed = api.getLead('1').catch((error: unknown) => error);
	await jest.advanceTimersByTimeAsync(70_000);
	expect(await Promise.race([failed, Promise.resolve('still waiting')])).toMatchObject({
		message: expect.stringContaining('no whole answer came within 60 s') as string,
		mayHaveBeenDone: true,
	});
});

it('tells its token in no error', async () => {
	const { api, token } = await apiOver(() => {
		const headers = { authorization: `Bearer some-secret-token-${accounts}` };
		return Promise.reject(nodeApiError(`Odd header: ${headers.authorization}`, { config: { headers } }));
	});
	const error = (await api.getLead('1').catch((thrown: unknown) => thrown)) as Error;
	expect(error.message).toContain('Odd header: Bearer ***');
	expect(error.cause).toBeUndefined();
	expect(error.stack).not.toContain(token);
});

it.each<[string, object]>([
	['an address', { baseUrl: 'api.oplead.com' }],
	['a header', { headerName: 'Not a header' }],
])('tells by a code that %s in the credential cannot be used', async (_what, wrong) => {
	const { context } = fakeN8n({ baseUrl: 'http://localhost', token: 'a-token', ...wrong }, () => Promise.resolve({}));
	const connecting = connect(context, { patienceMs: 0, overrides: {} });
	await expect(connecting).rejects.toMatchObject({ code: 'CREDENTIAL_INVALID' });
});
