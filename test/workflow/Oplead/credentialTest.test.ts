import { Workflow, type INode, type INodeTypes } from 'n8n-workflow';

import { LeadRelayOpleadApi } from '../../../credentials/LeadRelayOpleadApi.credentials';

it.each([
	['https://api.oplead.com/v1', 'https://api.oplead.com/v1'],
	['https://api.oplead.com/v1/', 'https://api.oplead.com/v1'],
	['https://api.oplead.com', 'https://api.oplead.com/v1'],
	['http://127.0.0.1:4010/oplead/v1', 'http://127.0.0.1:4010/oplead/v1'],
])('asks below %s for the countries at their documented path', (baseUrl, tested) => {
	const { request } = new LeadRelayOpleadApi().test;
	const node: INode = { id: '1', name: 'Test', type: 'test', typeVersion: 1, position: [0, 0], parameters: {} };
	const nodeTypes = { getByNameAndVersion: () => ({ description: { properties: [] } }) } as unknown as INodeTypes;
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const keys = { $credentials: { baseUrl } };
	expect(
		workflow.expression.getParameterValue(request.baseURL as string, null, 0, 0, 'Test', [], 'internal', keys),
	).toBe(tested);
	expect(request.url).toBe('/types/countries');
});
