import type { NodeOperationError, IExecuteFunctions, INode } from 'n8n-workflow';

import { codesOf, rejectedItem, stopIfRejected, type Rejection } from '../../../nodes/shared/rejections';

const NODE = { id: '1', name: 'Node', type: 'n8n-nodes-lead-relay.oplead', typeVersion: 1 } as unknown as INode;

const contextWith = (isContinued: boolean): IExecuteFunctions =>
	({ continueOnFail: () => isContinued, getNode: () => NODE }) as unknown as IExecuteFunctions;

const REJECTIONS: Rejection[] = [
	{ item: 1, reason: 'The item has no key.', code: 'KEY_EMPTY' },
	{ item: 2, reason: 'The vendor was busy.', code: 'VENDOR_BUSY' },
	{ item: 4, reason: 'The item has no key.', code: 'KEY_EMPTY' },
];

function thrownBy(rejections: readonly Rejection[], count: number): NodeOperationError {
	try {
		stopIfRejected(contextWith(false), rejections, { count, plural: 'leads', done: 'created' });
	} catch (error) {
		return error as NodeOperationError;
	}
	throw new Error('Nothing was thrown');
}

describe('a rejected item', () => {
	it('holds the reason and the code, so that n8n takes it for an error', () => {
		expect(rejectedItem(REJECTIONS[0])).toEqual({
			json: { error: 'The item has no key.', details: { code: 'KEY_EMPTY' } },
			pairedItem: { item: 1 },
		});
	});

	it('holds what was done all the same beside the code', () => {
		const { json } = rejectedItem({ item: 0, reason: 'In part.', code: 'PARTLY_DONE', details: { id: '7' } });
		expect(json.details).toEqual({ code: 'PARTLY_DONE', id: '7' });
	});
});

describe('the error where On Error is set to Stop', () => {
	it('tells an error workflow the codes, each once, in the order of the items', () => {
		expect(thrownBy(REJECTIONS, 5).context.codes).toEqual(['KEY_EMPTY', 'VENDOR_BUSY']);
		expect(JSON.parse(JSON.stringify(thrownBy(REJECTIONS, 5)))).toMatchObject({
			message: '3 of 5 leads could not be created',
			context: { itemIndex: 1, codes: ['KEY_EMPTY', 'VENDOR_BUSY'] },
		});
	});

	it('tells the code of a single item, and its reason', () => {
		const error = thrownBy(REJECTIONS.slice(0, 1), 1);
		expect([error.message, error.context.codes]).toEqual(['The item has no key.', ['KEY_EMPTY']]);
	});

	it('is not thrown where n8n goes on, or nothing is rejected', () => {
		const total = { count: 5, plural: 'leads' };
		expect(() => stopIfRejected(contextWith(true), REJECTIONS, total)).not.toThrow();
		expect(() => stopIfRejected(contextWith(false), [], total)).not.toThrow();
	});
});

it('lists codes once', () => {
	expect(codesOf(REJECTIONS)).toEqual(['KEY_EMPTY', 'VENDOR_BUSY']);
});
