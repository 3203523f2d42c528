import { LoadOptionsContext } from 'n8n-core';
import type { ILoadOptionsFunctions, INodeParameters } from 'n8n-workflow';

import { additionalData, workflowOf } from '../engine';
import type { Account } from './account';

export interface EditorState {
	/** What the node's fields hold. */
	parameters?: INodeParameters;
	/** The field whose list is asked for, for instance `parameters.associations.association[0].property`. */
	path?: string;
	/** What was typed into the search of a list. */
	filter?: string;
	token?: string;
}

type Loader = (this: ILoadOptionsFunctions, filter?: string) => Promise<unknown>;

/** What the editor gets when it asks the node for a list, or for the fields of the mapping. */
export async function load<T>(account: Account, method: string, state: EditorState = {}): Promise<T> {
	const { path = '', filter, token } = state;
	const credentials = account.credentials(token);
	const parameters = { authentication: 'leadRelayHubSpotApi', resource: 'contact', ...state.parameters };
	const node = { type: 'hubSpotUpsert', credentialId: account.credentialId, parameters };
	const workflow = workflowOf(node, [], credentials);
	const data = { ...additionalData(credentials), currentNodeParameters: parameters };
	const context = new LoadOptionsContext(workflow, workflow.nodes.Node, data, path);
	const { methods } = workflow.nodeTypes.getByNameAndVersion(workflow.nodes.Node.type, 1);
	const loaders = { ...methods?.loadOptions, ...methods?.resourceMapping, ...methods?.listSearch };
	return (await (loaders as Record<string, Loader>)[method].call(context, filter)) as T;
}
