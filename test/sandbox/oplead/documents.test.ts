import { createHash } from 'node:crypto';
import http from 'node:http';
import { collectGarbage } from '../../collectGarbage.ts';
import { accounts, fileForm } from './testAccount.ts';

const openAccount = accounts();
const megabyte = 1_000_000;

describe('a document', () => {
	it('is kept as its name, size and hash', async () => {
		const account = openAccount();
		const id = await account.newLead();
		const form = fileForm('scan 12.pdf', 'content é');
		form.append('name', 'Devis 2026');
		const { status, body } = await account.post(`/leads/${id}/document/add`, form);
		expect([status, body]).toEqual([201, { id: 'DOC-1', name: 'Devis 2026', size: 10 }]);
		const sha256 = createHash('sha256').update('content é').digest('hex');
		expect(account.oplead.leads[0].documents).toMatchObject([{ id: 'DOC-1', name: 'Devis 2026', size: 10, sha256 }]);
	});

	it('is refused for an unknown lead, and without a form', async () => {
		const account = openAccount();
		expect((await account.post('/leads/LD-1/document/add', fileForm('a.pdf', 'x'))).status).toBe(404);
		const id = await account.newLead();
		expect((await account.post(`/leads/${id}/document/add`, { file: 'x' })).status).toBe(415);
	});

	it('has at most 25 MB; one byte more is 413', async () => {
		const account = openAccount();
		const url = `${await account.address()}/oplead/v1/leads/${await account.newLead()}/document/add`;
		expect(await streamed(url, 25 * megabyte)).toBe(201);
		expect(await streamed(url, 25 * megabyte + 1)).toBe(413);
		expect(account.oplead.leads[0].documents).toMatchObject([{ size: 25 * megabyte }]);
	});

	it('streams through: of 100 MB, never a quarter is in memory', async () => {
		const account = openAccount();
		account.oplead.set({ largestDocument: 100 * megabyte });
		const url = `${await account.address()}/oplead/v1/leads/${await account.newLead()}/document/add`;
		const before = heldBytes();
		let highest = before;
		const watch = (left: number) => {
			if (left % (10 * megabyte) === 0) highest = Math.max(highest, heldBytes());
		};
		expect(await streamed(url, 100 * megabyte, watch)).toBe(201);
		expect(highest - before).toBeLessThan(25 * megabyte);
	}, 60_000);
});

/** What lies in buffers and is still needed, in bytes. */
function heldBytes(): number {
	collectGarbage();
	return process.memoryUsage().arrayBuffers;
}

/**
 * Uploads a file of zeros, a piece at a time as the server takes it.
 * @param watch is told how many bytes are left, before each piece
 * @returns the answer's status
 */
function streamed(url: string, size: number, watch: (left: number) => void = () => {}): Promise<number> {
	const head =
		'--edge\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\ncontent-type: application/pdf\r\n\r\n';
	const piece = Buffer.alloc(250_000);
	const headers = {
		authorization: 'Bearer sandbox-oplead-user-key',
		'content-type': 'multipart/form-data; boundary=edge',
	};
	return new Promise((resolve, reject) => {
		const request = http.request(url, { method: 'POST', headers }, (response) => {
			response.resume().on('end', () => resolve(response.statusCode ?? 0));
		});
		request.on('error', reject);
		request.write(head);
		let left = size;
		function push(): void {
			while (left > 0) {
				watch(left);
				const next = piece.subarray(0, Math.min(left, piece.length));
				left -= next.length;
				if (!request.write(next)) return void request.once('drain', push);
			}
			request.end('\r\n--edge--\r\n');
		}
		push();
	});
}
