/** A detail of HubSpot's error body. */
export interface ErrorDetail {
	message: string;
	code?: string;
	in?: string;
	context?: Record<string, string[]>;
}

/** HubSpot's error body but for `status` and `correlationId`, which the answer adds. */
export interface ErrorBody {
	message: string;
	category?: string;
	subCategory?: string;
	context?: Record<string, string[]>;
	errors?: ErrorDetail[];
	links?: Record<string, string>;
	errorType?: string;
	policyName?: string;
}

/** An answer of HubSpot that refuses, thrown from wherever the reason is found. */
export class HubSpotError extends Error {
	readonly status: number;
	readonly body: ErrorBody;
	readonly headers: Record<string, string>;

	constructor(status: number, body: ErrorBody, headers: Record<string, string> = {}) {
		super(body.message);
		this.status = status;
		this.body = body;
		this.headers = headers;
	}
}

/** 400 `VALIDATION_ERROR`. */
export function validationError(message: string, more: Omit<ErrorBody, 'message' | 'category'> = {}): HubSpotError {
	return new HubSpotError(400, { message, category: 'VALIDATION_ERROR', ...more });
}

/** 400 for a body that HubSpot cannot read as the type it expects. */
export function invalidJson(expectation: string): HubSpotError {
	return validationError(`Invalid input JSON: ${expectation}`);
}

/** 404 for a record, property or path. */
export function notFound(message: string): HubSpotError {
	return new HubSpotError(404, { message, category: 'OBJECT_NOT_FOUND' });
}

/** What is wrong with one value of a record. */
export interface PropertyProblem {
	name: string;
	/** HubSpot's code, for instance `INVALID_OPTION`. */
	code: string;
	message: string;
}

/** 400 for property values; the message repeats the details as JSON, as HubSpot's does. */
export function invalidProperties(problems: readonly PropertyProblem[]): HubSpotError {
	const validations = problems.map(({ name, code, message }) => ({
		isValid: false,
		message,
		error: code,
		name,
		localizedErrorMessage: message,
	}));
	return validationError(`Property values were not valid: ${JSON.stringify(validations)}`, {
		errors: problems.map(({ name, code, message }) => ({ message, code, context: { propertyName: [name] } })),
	});
}
