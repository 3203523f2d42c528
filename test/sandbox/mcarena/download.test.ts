import { business } from '../../../sandbox/mcarena/business.ts';
import { customersFile, invoicesFile } from '../../../sandbox/mcarena/exports.ts';
import { startSandbox } from '../../../sandbox/sandbox.ts';
import type { Sandbox } from '../../../sandbox/sandbox.ts';

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox();
});

afterEach(() => sandbox.close());

async function download(path: string) {
	const response = await fetch(`${sandbox.url}/sandbox/mcarena/${path}`);
	return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
}

it.each([
	['kundenstammdaten.csv', customersFile],
	['rechnungsausgangsjournal.csv', invoicesFile],
])('gives %s as a file with its bytes untouched', async (path, fileOf) => {
	const { status, headers, bytes } = await download(path);
	const { name, bytes: expected } = fileOf(business());
	expect(status).toBe(200);
	expect(bytes.equals(expected)).toBe(true);
	expect(headers.get('content-type')).toBe('text/csv; charset=windows-1252');
	expect(headers.get('content-disposition')).toBe(`attachment; filename="${name}"`);
	expect(await (await fetch(sandbox.url)).text()).toContain(`href="/sandbox/mcarena/${path}"`);
});

it('gives other sizes, and refuses what is none', async () => {
	const { bytes } = await download('kundenstammdaten.csv?customers=500');
	expect(bytes.equals(customersFile(business({ customers: 500 })).bytes)).toBe(true);
	for (const query of ['customers=0', 'customers=many', 'invoices=1000000', 'rows=5']) {
		expect((await download(`kundenstammdaten.csv?${query}`)).status).toBe(400);
	}
});
