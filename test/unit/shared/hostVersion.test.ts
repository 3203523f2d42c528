import type { IExecuteFunctions } from 'n8n-workflow';

import { requireHelper } from '../../../nodes/shared/hostVersion';

function host(helpers: object): IExecuteFunctions {
	return { helpers, getNode: () => ({ name: 'Node' }) } as unknown as IExecuteFunctions;
}

it('says which n8n has a helper that is missing', () => {
	expect(() => requireHelper(host({}), 'checkProcessedAndRecord', '2.0')).toThrow('n8n 2.0 or later');
});

it('says nothing where the helper is there', () => {
	requireHelper(host({ checkProcessedAndRecord() {} }), 'checkProcessedAndRecord', '2.0');
});
