import type { Settings } from './settings.ts';

export interface ErrorDetail {
	/** For instance `leadData.email`. */
	field: string;
	message: string;
}

interface Refusal {
	/** Left out where a gateway refuses before the API does: the body is then `{message}` in every reading but text. */
	code?: string;
	message: string;
	details?: readonly ErrorDetail[];
	headers?: Record<string, string>;
}

/** An answer that refuses, thrown from wherever the reason is found. */
export class OpleadError extends Error {
	readonly status: number;
	readonly code: string | undefined;
	readonly details: readonly ErrorDetail[];
	readonly headers: Record<string, string>;

	constructor(status: number, { code, message, details = [], headers = {} }: Refusal) {
		super(message);
		this.status = status;
		this.code = code;
		this.details = details;
		this.headers = headers;
	}
}

export function notFound(what: string): OpleadError {
	return new OpleadError(404, { code: 'NOT_FOUND', message: `${what} was not found.` });
}

/** 422 that names each wrong field. */
export function invalid(details: readonly ErrorDetail[]): OpleadError {
	return new OpleadError(422, { code: 'VALIDATION_FAILED', message: 'The data is not valid.', details });
}

/** The body of a refusal, in the shape that is set. */
export function errorBody({ status, code, message, details }: OpleadError, shape: Settings['errorBody']): unknown {
	switch (shape) {
		case 'text':
			return message;
		case 'sentence':
			return `Une erreur est survenue : ${message}`;
		case 'success':
			return { success: false, errors: [message, ...details.map((detail) => detail.message)] };
		case 'statut':
			return { statut: 'KO', message };
		case 'code':
			return { code: status, message };
		default:
			return shape === 'flat' || code === undefined ? { message } : { error: { code, message, details } };
	}
}

/** The status with which a refusal is sent. */
export function refusalStatus(status: number, { refusalStatus: reading }: Settings): number {
	return reading === 'always200' ? 200 : status;
}
